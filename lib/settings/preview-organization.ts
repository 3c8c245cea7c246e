import { seesVisit } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { explainPlans } from "@/lib/delivery/explain";
import { moment, type Moment } from "@/lib/messages/moment";
import { Params } from "@/lib/messages/sql";
import { formatDate, toWall } from "@/lib/time";
import type { SaveSettingInput } from "./save-setting";

/** So many visits, the next ones, are planned both ways; a bound on time and memory, said on screen. */
export const VISITS_LOOKED_AT = 400;
const MOST_COUNTED = 10_000;
const MOST_DAYS = 14;
const MOST_DIFFERENCES = 12;

/** Where one reminder of one visit goes out, as text; undefined where none does. */
export type PlannedSteps = Map<string, { visitId: string; step: string; at: Date; zone: string; channel: string | null }>;

export type Difference = { patient: string; visitAt: Moment; before: Moment | null; after: Moment | null };

export type OrganizationPreview = {
  /** Visits looked at, and how many are ahead in all (counted to 10,000). */
  looked: number;
  ahead: number;
  days: { date: string; label: string; before: number; after: number }[];
  /** Reminders that would go out at another time, no more, or besides. */
  changed: { moved: number; dropped: number; added: number };
  /** The first of them, soonest first. */
  differences: Difference[];
};

export type Sample = { visits: { id: string; patient: string; startsAt: Date; zone: string }[]; ahead: number };

/** The next visits that the setting's scope is about. */
export async function sampleVisits(ctx: Ctx, input: SaveSettingInput): Promise<Sample> {
  const id = (scope: SaveSettingInput["scope"]): string | null => (input.scope === scope ? (input.scopeId ?? null) : null);
  const p = new Params([ctx.organizationId, ctx.now, id("facility"), id("provider"), id("appointment-type")]);
  const where = `a.organization_id = $1 and a.lifecycle = 'booked' and a.starts_at > $2
    and ($3::text is null or a.facility_id::text = $3) and ($4::text is null or a.provider_id::text = $4) and ($5::text is null or a.type_id::text = $5) and ${seesVisit(ctx, p, "a")}`;
  const visits = await ctx.sql<Sample["visits"][number]>(
    `select a.id, trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name) as patient, a.starts_at as "startsAt", a.zone
     from (select * from appointment a where ${where} order by a.starts_at, a.id limit ${VISITS_LOOKED_AT}) a
     join patient p on p.organization_id = a.organization_id and p.id = a.patient_id order by a.starts_at, a.id`,
    p.values,
  );
  const [counted] = await ctx.sql<{ n: number }>(
    `select count(*)::int as n from (select 1 from appointment a where ${where} limit ${MOST_COUNTED}) x`,
    p.values,
  );
  return { visits, ahead: counted!.n };
}

/** What is planned for these visits by the settings as they are within the transaction. */
export async function plannedSteps(ctx: Ctx, sample: Sample): Promise<PlannedSteps> {
  const planned: PlannedSteps = new Map();
  const plans = await explainPlans(
    ctx,
    sample.visits.map((v) => v.id),
  );
  for (const [visitId, plan] of plans)
    for (const step of plan.steps)
      if (step.state === "planned")
        planned.set(`${visitId} ${step.stepKey}`, { visitId, step: step.stepKey, at: step.dueAt, zone: step.zone, channel: step.channel });
  return planned;
}

/** Both plans side by side: counts by day, and what differs. */
export function compare(sample: Sample, before: PlannedSteps, after: PlannedSteps): OrganizationPreview {
  const days = new Map<string, { before: number; after: number }>();
  const add = (steps: PlannedSteps, which: "before" | "after"): void => {
    for (const { at, zone } of steps.values()) {
      const { date } = toWall(zone, at);
      const day = days.get(date) ?? { before: 0, after: 0 };
      day[which]++;
      days.set(date, day);
    }
  };
  add(before, "before");
  add(after, "after");
  const changed = { moved: 0, dropped: 0, added: 0 };
  const all: { at: number; difference: Difference }[] = [];
  const visits = new Map(sample.visits.map((v) => [v.id, v]));
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(key), after.get(key)];
    if (was && is && was.at.getTime() === is.at.getTime() && was.channel === is.channel) continue;
    changed[was ? (is ? "moved" : "dropped") : "added"]++;
    const visit = visits.get((was ?? is)!.visitId);
    if (!visit) continue;
    const said = (step: typeof was): Moment | null => (step ? moment(step.at, step.zone) : null);
    all.push({
      at: Math.min(was?.at.getTime() ?? Infinity, is?.at.getTime() ?? Infinity),
      difference: { patient: visit.patient, visitAt: moment(visit.startsAt, visit.zone), before: said(was), after: said(is) },
    });
  }
  return {
    looked: sample.visits.length,
    ahead: sample.ahead,
    days: [...days]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, MOST_DAYS)
      .map(([date, counts]) => ({ date, label: formatDate(date, "en", "weekday"), ...counts })),
    changed,
    differences: all
      .toSorted((a, b) => a.at - b.at)
      .slice(0, MOST_DIFFERENCES)
      .map((d) => d.difference),
  };
}
