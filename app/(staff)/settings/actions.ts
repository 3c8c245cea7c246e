"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { setArchived } from "@/lib/practice/archive";
import { changeMany } from "@/lib/practice/change-many";
import { saveFacility } from "@/lib/practice/save-facility";
import { saveProvider } from "@/lib/practice/save-provider";
import { saveType } from "@/lib/practice/save-type";
import { facilityInput, providerInput, typeInput } from "@/lib/practice/schemas";

export const saveOneFacility = staffAction({ role: "manager", input: facilityInput }, (ctx, input) => saveFacility(ctx, input));

export const saveOneProvider = staffAction({ role: "manager", input: providerInput }, (ctx, input) => saveProvider(ctx, input));

export const saveOneType = staffAction({ role: "manager", input: typeInput }, (ctx, input) => saveType(ctx, input));

const changes = z
  .array(z.object({ id: z.uuid(), value: z.union([z.string().max(200), z.number(), z.boolean(), z.null()]) }))
  .min(1)
  .max(500);

export const changeResources = staffAction(
  { role: "manager", input: z.object({ table: z.enum(["facility", "provider", "appointment_type"]), field: z.string(), changes }) },
  (ctx, input) => changeMany(ctx, input),
);

export const archiveResource = staffAction(
  {
    role: "manager",
    input: z.object({ table: z.enum(["facility", "provider", "appointment_type"]), id: z.uuid(), archived: z.boolean() }),
  },
  (ctx, input) => setArchived(ctx, input),
);
