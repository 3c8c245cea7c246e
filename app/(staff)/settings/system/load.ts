import type { TableQuery } from "@/components/data-table/query";
import type { Figure, RetainedRow } from "@/components/system/types";
import { engineInspector, followProductClock, workflowName } from "@/inngest/inspect";
import { withStaff } from "@/lib/actions/with-staff";
import { readHealth } from "@/lib/health/heartbeat";
import { listDeadReceipts, type DeadReceipt } from "@/lib/inbound/dead-receipts";
import { isId } from "@/lib/ids";
import { moment } from "@/lib/messages/moment";
import type { ShownIncident } from "@/components/status/incident-list";
import { shownIncident } from "@/components/status/shown";
import { judge } from "@/lib/ops/figures";
import { adminsPost } from "@/lib/ops/incidents";
import { readQueues } from "@/lib/ops/queues";
import { listRetention } from "@/lib/ops/retention";
import { readRun, readRuns, RUN_STATES } from "@/lib/ops/runs";
import { readStatus } from "@/lib/ops/status-page";
import { deadRow, runRow, runView } from "@/components/system/rows";

/** Checks the role and tells whose system it is and by whose clock times are written. */
async function clinic(): Promise<{ organizationId: string; zone: string }> {
  return withStaff(async (ctx) => {
    const [row] = await ctx.sql<{ zone: string }>("select zone from organization where id = $1", [ctx.organizationId]);
    return { organizationId: ctx.organizationId, zone: row!.zone };
  }, "admin");
}

export async function loadOverview(): Promise<Figure[]> {
  const queues = await withStaff(readQueues, "admin");
  const engine = engineInspector();
  if (engine) await followProductClock();
  const [health, metrics] = await Promise.all([readHealth(), engine?.metrics().catch(() => undefined)]);
  return judge(health, queues, {
    name: engine ? "the worker" : "Inngest runs it",
    ...(metrics && { queueDepth: metrics.queueDepth, lagMs: metrics.oldestDueLagMs }),
  });
}

/** The organization's runs; undefined where Inngest runs the workflows. */
export async function loadRuns(query: TableQuery) {
  const { organizationId, zone } = await clinic();
  const engine = engineInspector();
  if (!engine) return undefined;
  const status = RUN_STATES.find((state) => state === query.filters.state?.[0]);
  const page = await readRuns(engine, organizationId, {
    ...(status && { status }),
    ...(query.filters.workflow?.[0] && { functionId: query.filters.workflow[0] }),
    ...(query.after && { before: query.after }),
  });
  const run = query.open ? await readRun(engine, organizationId, query.open) : undefined;
  return {
    rows: page.runs.map((one) => runRow(one, workflowName, zone)),
    next: page.next,
    open: run ? runView(run, workflowName, zone) : null,
  };
}

export async function loadDeadLetters(query: TableQuery) {
  const { page, zone } = await withStaff(async (ctx) => {
    const [row] = await ctx.sql<{ zone: string }>("select zone from organization where id = $1", [ctx.organizationId]);
    return { page: await listDeadReceipts(ctx, isId(query.after) ? query.after : undefined), zone: row!.zone };
  }, "admin");
  return { rows: page.rows.map((one: DeadReceipt) => deadRow(one, zone)), next: page.next };
}

/** The open incidents of the public status page, and whether this admin may post there. */
export async function loadStatusDesk(): Promise<{ adminsMayPost: boolean; open: ShownIncident[] }> {
  const { zone } = await clinic();
  const [adminsMayPost, page] = await Promise.all([adminsPost(), readStatus()]);
  return { adminsMayPost, open: page.open.map((incident) => shownIncident(incident, zone)) };
}

export async function loadRetention(): Promise<RetainedRow[]> {
  const { zone } = await clinic();
  const rows = await withStaff(listRetention, "admin");
  return rows.map((row) => ({
    id: row.id,
    what: row.what,
    keeps: row.keeps,
    deletedBy: row.deletedBy ?? "by nothing yet",
    lastRun: row.lastRun ? moment(row.lastRun.at, zone) : null,
    deleted: row.lastRun?.deleted ?? null,
    oldest: row.oldest ? moment(row.oldest, zone) : null,
  }));
}
