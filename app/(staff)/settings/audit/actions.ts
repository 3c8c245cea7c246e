"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { continueSealCheck, startSealCheck } from "@/lib/audit/check-seals";
import { disclosureInput, recordDisclosure, withdrawDisclosure } from "@/lib/audit/disclosures";

export const startCheck = staffAction({ role: "admin", input: z.object({}), reads: true }, (ctx) => startSealCheck(ctx));

export const proceedCheck = staffAction({ role: "admin", input: z.object({ id: z.uuid() }), reads: true }, (ctx, input) =>
  continueSealCheck(ctx, input),
);

export const record = staffAction({ role: "manager", input: disclosureInput }, (ctx, input) => recordDisclosure(ctx, input));

export const withdraw = staffAction({ role: "manager", input: z.object({ id: z.uuid() }) }, (ctx, input) => withdrawDisclosure(ctx, input));
