"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { setArchived } from "@/lib/practice/archive";
import { saveFacility } from "@/lib/practice/save-facility";
import { saveProvider } from "@/lib/practice/save-provider";
import { saveType } from "@/lib/practice/save-type";
import { facilityInput, providerInput, typeInput } from "@/lib/practice/schemas";

export const saveOneFacility = staffAction({ role: "manager", input: facilityInput }, (ctx, input) => saveFacility(ctx, input));

export const saveOneProvider = staffAction({ role: "manager", input: providerInput }, (ctx, input) => saveProvider(ctx, input));

export const saveOneType = staffAction({ role: "manager", input: typeInput }, (ctx, input) => saveType(ctx, input));

export const archiveResource = staffAction(
  {
    role: "manager",
    input: z.object({ table: z.enum(["facility", "provider", "appointment_type"]), id: z.uuid(), archived: z.boolean() }),
  },
  (ctx, input) => setArchived(ctx, input),
);
