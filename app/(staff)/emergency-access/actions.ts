"use server";

import { z } from "zod";
import { endEmergencyAccess, takeEmergencyAccess } from "@/lib/access/emergency";
import { findForEmergency } from "@/lib/access/emergency-queries";
import { emergencyInput, emergencySearch } from "@/lib/access/schemas";
import { staffAction } from "@/lib/actions/staff-action";

export const takeEmergency = staffAction({ role: "staff", input: emergencyInput }, (ctx, input) => takeEmergencyAccess(ctx, input));
export const endEmergency = staffAction({ role: "staff", input: z.object({ id: z.uuid() }) }, (ctx, input) =>
  endEmergencyAccess(ctx, input),
);
export const lookUpForEmergency = staffAction({ role: "staff", input: emergencySearch, reads: true }, (ctx, input) =>
  findForEmergency(ctx, input),
);
