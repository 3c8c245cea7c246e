import type { Ctx } from "@/lib/context";
import { describeError, log } from "@/lib/log";
import { emit } from "@/lib/outbox/emit";
import { settleTasksAbout } from "@/lib/tasks/close-task";
import { openTask } from "@/lib/tasks/open-task";
import type { TrailEntry } from "./trail";

export const UNDECIDABLE = "cannot-be-decided";
export const UNFILLABLE = "template-cannot-be-filled";

/** Reasons for which a message waits until something is mended; then it still goes out. Only staff's own block lets it lapse. */
export const waitsForMending = (reason: string | null | undefined): boolean => reason !== "reminders-blocked";

const undecidableKey = (appointmentId: string): string => `undecidable:${appointmentId}`;

/** A visit whose facts no rule can work with (a zone that does not exist) may not stop the others: its messages wait, and a person is told. */
export async function holdUndecidable(
  ctx: Ctx,
  visit: { id: string; patientId: string; facilityId: string },
  error: unknown,
): Promise<void> {
  log().error({ organizationId: ctx.organizationId, appointmentId: visit.id, err: describeError(error) }, "visit-undecidable");
  const entry: TrailEntry = { at: ctx.now.toISOString(), rule: "plan", outcome: "held", reason: UNDECIDABLE };
  await ctx.sql(
    `update planned_message set state = 'held', reason = $3, trail = coalesce(trail, '[]'::jsonb) || $4::jsonb, updated_at = clock_timestamp()
     where organization_id = $1 and appointment_id = $2 and kind = 'reminder' and state in ('planned', 'held')`,
    [ctx.organizationId, visit.id, UNDECIDABLE, JSON.stringify([entry])],
  );
  await openTask(ctx, {
    kind: "message-held",
    patientId: visit.patientId,
    appointmentId: visit.id,
    facilityId: visit.facilityId,
    detail: { reason: UNDECIDABLE },
    dedupeKey: undecidableKey(visit.id),
  });
}

/** What was held is planned again: nobody needs to look at it any more. */
export async function settleHeld(ctx: Ctx, rows: readonly { id: string; appointmentId: string }[]): Promise<void> {
  if (!rows.length) return;
  await settleTasksAbout(ctx, {
    kind: "message-held",
    plannedMessageIds: rows.map((r) => r.id),
    dedupeKeys: rows.map((r) => undecidableKey(r.appointmentId)),
  });
}

/** A template was mended: what could not be worded with the old one is decided again at once ([TPL-05]). Gives how many messages had waited. */
export async function releaseUnfillable(ctx: Ctx): Promise<number> {
  const entry: TrailEntry = { at: ctx.now.toISOString(), rule: "template", outcome: "planned", reason: "template-saved" };
  const rows = await ctx.sql<{ id: string; appointmentId: string }>(
    `update planned_message set state = 'planned', reason = null, due_at = greatest(due_at, $2), updated_at = clock_timestamp(), trail = coalesce(trail, '[]'::jsonb) || $3::jsonb
     where organization_id = $1 and state = 'held' and reason = $4 returning id, appointment_id as "appointmentId"`,
    [ctx.organizationId, ctx.now, JSON.stringify([entry]), UNFILLABLE],
  );
  if (!rows.length) return 0;
  await settleHeld(ctx, rows);
  await emit(ctx, "luma/dispatch.nudged", { reason: "template" });
  return rows.length;
}
