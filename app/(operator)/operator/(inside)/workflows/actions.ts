"use server";

import { z } from "zod";
import { engineInspector } from "@/inngest/inspect";
import { operatorAction } from "@/lib/operator/operator-action";
import { unavailable } from "@/lib/ops/elsewhere";
import { cancelRunAsOperator, retryRunAsOperator } from "@/lib/ops/runs";

const run = z.object({ runId: z.string().regex(/^[0-9A-Za-z]{20,40}$/) });

export const retryAnyRun = operatorAction(run, (scope, input) => retryRunAsOperator(scope, engineInspector() ?? unavailable(), input));
export const cancelAnyRun = operatorAction(run, (scope, input) => cancelRunAsOperator(scope, engineInspector() ?? unavailable(), input));
