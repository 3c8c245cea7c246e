"use server";

import { z } from "zod";
import { postIncident, updateIncident } from "@/lib/ops/incidents";
import { incidentInput, incidentUpdateInput } from "@/lib/ops/schemas";
import { statusCache } from "@/lib/ops/status-page";
import { engineInspector } from "@/inngest/inspect";
import { staffAction } from "@/lib/actions/staff-action";
import { unavailable } from "@/lib/ops/elsewhere";
import { reprocessReceipt } from "@/lib/inbound/reprocess-receipt";
import { cancelRun, retryRun } from "@/lib/ops/runs";

const run = z.object({ runId: z.string().regex(/^[0-9A-Za-z]{20,40}$/) });

export const retryOneRun = staffAction({ role: "admin", input: run }, (ctx, input) =>
  retryRun(ctx, engineInspector() ?? unavailable(), input),
);

export const cancelOneRun = staffAction({ role: "admin", input: run }, (ctx, input) =>
  cancelRun(ctx, engineInspector() ?? unavailable(), input),
);

export const postOneIncident = staffAction({ role: "admin", input: incidentInput }, async (ctx, input) => {
  const posted = await postIncident(ctx, input);
  statusCache().forget();
  return posted;
});

export const updateOneIncident = staffAction({ role: "admin", input: incidentUpdateInput }, async (ctx, input) => {
  await updateIncident(ctx, input);
  statusCache().forget();
});

export const reprocessReceipts = staffAction(
  { role: "admin", input: z.object({ receiptIds: z.array(z.uuid()).min(1).max(100) }) },
  async (ctx, input) => {
    for (const receiptId of input.receiptIds) await reprocessReceipt(ctx, { receiptId });
    return { count: input.receiptIds.length };
  },
);
