"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import * as change from "@/lib/imports/change-run";
import { DELIMITERS, isDelimiter } from "@/lib/imports/detect";
import { ENCODINGS, isEncoding } from "@/lib/imports/encoding";
import { mappingSchema } from "@/lib/imports/mapping";

const runId = z.uuid();
const run = { role: "manager", input: z.object({ runId }) } as const;

export const checkImport = staffAction({ role: "manager", input: z.object({ runId, mapping: mappingSchema }) }, (ctx, input) =>
  change.checkImport(ctx, input),
);
export const rereadImport = staffAction(
  {
    role: "manager",
    input: z.object({
      runId,
      encoding: z.string().refine(isEncoding, `Choose one of ${Object.keys(ENCODINGS).join(", ")}.`),
      delimiter: z.string().refine(isDelimiter, `Choose one of ${Object.values(DELIMITERS).join(", ")}.`),
    }),
  },
  (ctx, input) => change.rereadImport(ctx, input),
);
export const runImport = staffAction(run, (ctx, input) => change.runImport(ctx, input));
export const remapImport = staffAction(run, (ctx, input) => change.remapImport(ctx, input));
export const cancelImport = staffAction(run, (ctx, input) => change.cancelImport(ctx, input));
