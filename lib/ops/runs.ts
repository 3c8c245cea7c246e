import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { conflict, notFound } from "@/lib/errors";
import { noteOperator, withOperator, type OperatorScope } from "@/lib/operator/context";
import { maskedError } from "./mask";

/*
 * Workflow runs as a screen shows them. The engine itself is given by the caller (inngest/inspect.ts), because the product's areas know no engine.
 * A run concerns the organization that its first event names; an admin sees those only, never the ones of all (crons).
 */

export const RUN_STATES = ["running", "completed", "failed", "cancelled"] as const;
export type RunState = (typeof RUN_STATES)[number];

export type EngineRun = {
  id: string;
  functionId: string;
  subject: string | undefined;
  status: RunState;
  trigger: string;
  steps: number;
  attempt: number;
  createdAt: Date;
  endedAt: Date | undefined;
  errorName: string | undefined;
  errorMessage: string | undefined;
};

export type EngineRunDetail = EngineRun & {
  stepList: {
    id: string;
    name: string;
    kind: string;
    state: "planned" | "pending" | "done";
    failed: boolean;
    attempt: number;
    doneAt: Date | undefined;
    wakesAt: Date | undefined;
  }[];
  waitingFor: string[];
};

/** What these functions ask of the engine. */
export type RunsPort = {
  runs(filter: { status?: RunState; functionId?: string; subject?: string; before?: string; limit?: number }): Promise<EngineRun[]>;
  run(id: string): Promise<EngineRunDetail | undefined>;
  cancelRun(id: string): Promise<void>;
  retryRun(id: string): Promise<void>;
};

export type Run = Omit<EngineRun, "errorName" | "errorMessage" | "subject"> & { error: string | undefined };
export type RunDetail = Run & Pick<EngineRunDetail, "stepList" | "waitingFor">;
export type RunPage = { runs: Run[]; next: string | undefined };

export const RUNS_A_PAGE = 50;

function shown(run: EngineRun): Run {
  const { id, functionId, status, trigger, steps, attempt, createdAt, endedAt } = run;
  return { id, functionId, status, trigger, steps, attempt, createdAt, endedAt, error: maskedError(run.errorName, run.errorMessage) };
}

/** Runs, newest first; `subject` is an organization id, undefined for all of the installation (the caller must be its operator). */
export async function readRuns(
  engine: RunsPort,
  subject: string | undefined,
  filter: { status?: RunState; functionId?: string; before?: string } = {},
): Promise<RunPage> {
  const found = await engine.runs({ ...filter, ...(subject !== undefined && { subject }), limit: RUNS_A_PAGE + 1 });
  const runs = found.slice(0, RUNS_A_PAGE).map(shown);
  return { runs, next: found.length > RUNS_A_PAGE ? runs.at(-1)?.id : undefined };
}

/** One run with its steps, or undefined where there is none or it concerns another. */
export async function readRun(engine: RunsPort, subject: string | undefined, id: string): Promise<RunDetail | undefined> {
  const run = await engine.run(id);
  if (!run || (subject !== undefined && run.subject !== subject)) return undefined;
  return { ...shown(run), stepList: run.stepList, waitingFor: run.waitingFor };
}

/** The organization's runs for an admin's screen. */
export async function listRuns(
  ctx: Ctx,
  engine: RunsPort,
  filter: { status?: RunState; functionId?: string; before?: string } = {},
): Promise<RunPage> {
  requireRole(ctx, "admin");
  return readRuns(engine, ctx.organizationId, filter);
}

/** One of the organization's runs. */
export async function findRun(ctx: Ctx, engine: RunsPort, id: string): Promise<RunDetail | undefined> {
  requireRole(ctx, "admin");
  return readRun(engine, ctx.organizationId, id);
}

/** Stops a run of the organization; what it did stays done. One that has ended stays as it is. Throws not-found for another's. */
export async function cancelRun(ctx: Ctx, engine: RunsPort, input: { runId: string }): Promise<void> {
  const run = cancellable(await mine(ctx, engine, input.runId));
  await audit(ctx, { action: "cancel-run", entity: "workflow_run", detail: { run: run.id, workflow: run.functionId } });
  await engine.cancelRun(run.id);
}

/** Lets a failed or cancelled run of the organization go on where it stopped. Throws conflict where it cannot. */
export async function retryRun(ctx: Ctx, engine: RunsPort, input: { runId: string }): Promise<void> {
  const run = retriable(await mine(ctx, engine, input.runId));
  await audit(ctx, { action: "retry-run", entity: "workflow_run", detail: { run: run.id, workflow: run.functionId } });
  await goOn(engine, run);
}

/** An operator stops any run of the installation. */
export async function cancelRunAsOperator(scope: OperatorScope, engine: RunsPort, input: { runId: string }): Promise<void> {
  const run = cancellable(await readRun(engine, undefined, input.runId));
  await withOperator(scope, (ctx) => noteOperator(ctx, { action: "cancel-run", detail: { run: run.id, workflow: run.functionId } }));
  await engine.cancelRun(run.id);
}

/** An operator lets any failed or cancelled run go on. */
export async function retryRunAsOperator(scope: OperatorScope, engine: RunsPort, input: { runId: string }): Promise<void> {
  const run = retriable(await readRun(engine, undefined, input.runId));
  await withOperator(scope, (ctx) => noteOperator(ctx, { action: "retry-run", detail: { run: run.id, workflow: run.functionId } }));
  await goOn(engine, run);
}

function cancellable(run: RunDetail | undefined): RunDetail {
  if (!run) throw notFound("run");
  if (run.status !== "running") throw conflict("This run has ended already.");
  return run;
}

function retriable(run: RunDetail | undefined): RunDetail {
  if (!run) throw notFound("run");
  if (run.status !== "failed" && run.status !== "cancelled") throw conflict("Only a run that failed or was cancelled can be tried again.");
  return run;
}

async function goOn(engine: RunsPort, run: RunDetail): Promise<void> {
  try {
    await engine.retryRun(run.id);
  } catch {
    throw conflict("This run cannot be tried again: someone did it just now, or a newer one of its kind is running.");
  }
}

async function mine(ctx: Ctx, engine: RunsPort, runId: string): Promise<RunDetail | undefined> {
  requireRole(ctx, "admin");
  return readRun(engine, ctx.organizationId, runId);
}
