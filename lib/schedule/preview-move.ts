import { requireFacility, requireVisit } from "@/lib/access/guard";
import { appointmentTimes } from "@/lib/appointments/times";
import type { MoveAppointmentInput } from "@/lib/appointments/schemas";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { loadVisits } from "@/lib/delivery/facts";
import { describeReason } from "@/lib/delivery/reasons";
import { gatherReminderFacts } from "@/lib/delivery/reminder-facts";
import { notFound } from "@/lib/errors";
import { moment, type Moment } from "@/lib/messages/moment";
import { planReminders } from "@/lib/reminders/rules";

export type MovePreview = {
  /** Reminders of the old time that will no longer go out. */
  dropped: number;
  /** A confirmation for the old time, which does not count for the new one. */
  losesConfirmation: boolean;
  when: Moment;
  planned: { at: Moment }[];
  /** Why reminders of the new time would not go out, each reason once. */
  reasons: string[];
};

/** What moving a visit would do to its reminders; decided by the same rules, nothing is written. Throws as moveAppointment does for a facility without zone. */
export async function previewMove(ctx: Ctx, input: MoveAppointmentInput): Promise<MovePreview> {
  requireRole(ctx, "staff");
  const [visit] = await loadVisits(ctx, [input.appointmentId]);
  if (!visit) throw notFound("appointment");
  requireVisit(ctx, visit);
  const facilityId = input.facilityId ?? visit.facilityId;
  if (facilityId !== visit.facilityId) requireFacility(ctx, facilityId);
  const times = await appointmentTimes(ctx, facilityId, input.date, input.time, input.minutes);
  const moved = { ...visit, ...times, facilityId, confirmation: "unconfirmed" as const, answeredStep: null, createdAt: visit.createdAt };
  const gathered = (await gatherReminderFacts(ctx, [moved])).get(visit.id)!;
  const { steps } = planReminders({ ...gathered.facts, existing: [], now: ctx.now });
  const same = times.startsAt.getTime() === visit.startsAt.getTime() && facilityId === visit.facilityId;
  const [waiting] = await ctx.sql<{ count: number }>(
    "select count(*) from planned_message where organization_id = $1 and appointment_id = $2 and kind = 'reminder' and state in ('planned', 'held')",
    [ctx.organizationId, visit.id],
  );
  const say = (at: Date): Moment => moment(at, times.zone, visit.patient.zone);
  return {
    dropped: same ? 0 : waiting!.count,
    losesConfirmation: !same && visit.confirmation === "confirmed",
    when: say(times.startsAt),
    planned: steps.filter((s) => s.state === "planned").map((s) => ({ at: say(s.dueAt) })),
    reasons: [...new Set(steps.flatMap((s) => (s.state !== "planned" && s.reason ? describeReason(s.reason) : [])))],
  };
}
