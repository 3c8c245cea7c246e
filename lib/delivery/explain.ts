import type { Ctx } from "@/lib/context";
import type { ExistingStep } from "@/lib/reminders/facts";
import { planReminders, type PlannedStep } from "@/lib/reminders/rules";
import { groupBy, loadVisits } from "./facts";
import { type Gathered, gatherReminderFacts } from "./reminder-facts";

export type Explained = Gathered & { steps: (PlannedStep & { channel: string | null })[] };

/**
 * The trail of the planned steps of many visits, computed with today's facts ([DLV-10]) in a handful of queries; nothing is written. A visit that no rule
 * can work with is left out.
 */
export async function explainPlans(ctx: Ctx, appointmentIds: readonly string[]): Promise<Map<string, Explained>> {
  const explained = new Map<string, Explained>();
  const visits = await loadVisits(ctx, appointmentIds);
  if (!visits.length) return explained;
  const gathered = await gatherReminderFacts(ctx, visits);
  const existing = groupBy(
    await ctx.sql<ExistingStep & { appointmentId: string; scheduleRevision: number }>(
      `select appointment_id as "appointmentId", schedule_revision as "scheduleRevision", step_key as "stepKey", state, reason, ideal_at as "idealAt"
       from planned_message where organization_id = $1 and appointment_id = any ($2::uuid[]) and kind = 'reminder' and step_key not like '%~retry%'`,
      [ctx.organizationId, visits.map((v) => v.id)],
    ),
    (row) => row.appointmentId,
  );
  for (const visit of visits) {
    const g = gathered.get(visit.id)!;
    const own = (existing.get(visit.id) ?? []).filter((row) => row.scheduleRevision === visit.scheduleRevision);
    const channel = g.choice.outcome === "contact" ? g.choice.contact.channel : null;
    try {
      const { steps } = planReminders({ ...g.facts, existing: own, now: ctx.now });
      explained.set(visit.id, { ...g, steps: steps.map((s) => ({ ...s, channel, trail: [...g.choice.trail, ...s.trail] })) });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return explained;
}

/** As explainPlans, of one visit. */
export async function explainPlan(ctx: Ctx, appointmentId: string): Promise<{ steps: Explained["steps"] }> {
  return { steps: (await explainPlans(ctx, [appointmentId])).get(appointmentId)?.steps ?? [] };
}
