import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { Params } from "@/lib/messages/sql";
import type { TaskKind } from "./open-task";
import { seesTask } from "./queries";

/** A person dealt with it, or (done: false) takes that back. */
export async function closeTask(ctx: Ctx, input: { taskId: string; done: boolean }): Promise<void> {
  requireRole(ctx, "staff");
  const p = new Params([
    ctx.organizationId,
    input.taskId,
    input.done ? "done" : "open",
    input.done ? ctx.now : null,
    input.done && ctx.actor.kind === "user" ? ctx.actor.id : null,
  ]);
  const rows = await ctx.sql<{ patientId: string | null }>(
    `update staff_task k set state = $3, closed_at = $4, closed_by = $5, dedupe_key = case when $3 = 'done' then dedupe_key end
     where k.organization_id = $1 and k.id = $2 and ${seesTask(ctx, p, "k")} returning patient_id as "patientId"`,
    p.values,
  );
  if (!rows.length) throw notFound("task");
  await audit(ctx, {
    action: input.done ? "close-task" : "reopen-task",
    entity: "staff_task",
    entityId: input.taskId,
    patientId: rows[0]!.patientId ?? undefined,
  });
  await touch(ctx, "tasks");
}

/** What a task asked about was settled elsewhere: its open tasks about that message are done. The caller's verb authorises and audits. */
export async function settleTasks(ctx: Ctx, about: { kind: TaskKind; plannedMessageId: string }): Promise<void> {
  await ctx.sql(
    "update staff_task set state = 'done', dedupe_key = null, closed_at = $4 where organization_id = $1 and planned_message_id = $2 and kind = $3 and state = 'open'",
    [ctx.organizationId, about.plannedMessageId, about.kind, ctx.now],
  );
  await touch(ctx, "tasks");
}

/** As settleTasks, for several messages, and for tasks that are about something else and known by their key. */
export async function settleTasksAbout(
  ctx: Ctx,
  about: { kind: TaskKind; plannedMessageIds: readonly string[]; dedupeKeys: readonly string[] },
): Promise<void> {
  await ctx.sql(
    `update staff_task set state = 'done', dedupe_key = null, closed_at = $5
     where organization_id = $1 and state = 'open' and kind = $2 and (planned_message_id = any ($3::uuid[]) or dedupe_key = any ($4::text[]))`,
    [ctx.organizationId, about.kind, about.plannedMessageIds, about.dedupeKeys, ctx.now],
  );
  await touch(ctx, "tasks");
}

/** Every open task of a kind is done, because its cause is gone. The caller's verb authorises and audits. */
export async function settleTasksOfKind(ctx: Ctx, kind: TaskKind): Promise<void> {
  await ctx.sql(
    "update staff_task set state = 'done', dedupe_key = null, closed_at = $3 where organization_id = $1 and kind = $2 and state = 'open'",
    [ctx.organizationId, kind, ctx.now],
  );
  await touch(ctx, "tasks");
}
