"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { addSuppression } from "@/lib/consent/add-suppression";
import { liftByStaff } from "@/lib/consent/lift";

export const addToList = staffAction(
  { role: "staff", input: z.object({ address: z.string().max(254), note: z.string().trim().max(500).optional() }) },
  (ctx, input) => addSuppression(ctx, input),
);

export const removeFromList = staffAction({ role: "staff", input: z.object({ suppressionId: z.uuid() }) }, (ctx, input) =>
  liftByStaff(ctx, input),
);
