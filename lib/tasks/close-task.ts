import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";

/** A person dealt with it, or (done: false) takes that back. */
export async function closeTask(ctx: Ctx, input: { taskId: string; done: boolean }): Promise<void> {
  requireRole(ctx, "staff");
  const rows = await ctx.sql<{ patientId: string | null }>(
    `update staff_task set state = $3, closed_at = $4, closed_by = $5, dedupe_key = case when $3 = 'done' then dedupe_key end where organization_id = $1 and id = $2 returning patient_id as "patientId"`,
    [
      ctx.organizationId,
      input.taskId,
      input.done ? "done" : "open",
      input.done ? ctx.now : null,
      input.done && ctx.actor.kind === "user" ? ctx.actor.id : null,
    ],
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
