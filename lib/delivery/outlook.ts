import { seesMessage } from "@/lib/access/scope";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { moment, type Moment } from "@/lib/messages/moment";
import { Params } from "@/lib/messages/sql";
import { channelWords, templateWords } from "@/lib/messages/words";
import { templateOf } from "@/lib/reminders/template-of";
import { addDays, dayRange, formatDate, toWall } from "@/lib/time";
import { asSaid, capOne, loadSaidBefore } from "./caps";
import { type Explained, explainPlans } from "./explain";
import { describeReason } from "./reasons";
import type { SaidBefore } from "./rules/said-before";
import type { TrailEntry } from "./trail";

/** The spans that can be chosen, in days. */
export const OUTLOOK_DAYS = [1, 3, 7, 14] as const;
export type OutlookSpan = (typeof OUTLOOK_DAYS)[number];
/** So many messages are explained one by one; all are counted. */
export const MOST_EXPLAINED = 500;

export type OutlookRow = {
  id: string;
  at: Moment;
  patient: string | null;
  visitAt: Moment | null;
  template: string;
  channel: string;
  /** What would happen when its time comes, by what is known now. */
  outcome: "planned" | "moved" | "skipped";
  reasons: string[];
};
export type OutlookDay = {
  date: string;
  label: string;
  total: number;
  parts: { template: string; channel: string; count: number }[];
  rows: OutlookRow[];
};
export type Outlook = { days: OutlookDay[]; total: number; explained: number; stopped: boolean };

type Row = {
  id: string;
  kind: "reminder" | "answer" | "notice" | "staff";
  appointmentId: string | null;
  stepKey: string;
  scheduleRevision: number;
  isFinal: boolean;
  templateKey: string;
  channel: string | null;
  dueAt: Date;
  zone: string;
  requestedBy: string | null;
  attempts: number;
  patient: string | null;
  visitAt: Date | null;
};

/**
 * [DLV-11] What goes out in the next days: counted by day, and the first of it one by one with the reason, as the rules decide by what is known now –
 * also whether the same contact would have had too much by then. A handful of queries, however many there are.
 */
export async function getOutlook(ctx: Ctx, input: { days: OutlookSpan; within?: string | null }): Promise<Outlook> {
  requireRole(ctx, "staff");
  const [organization] = await ctx.sql<{ zone: string; stopped: boolean }>(
    "select zone, sends_halted_at is not null as stopped from organization where id = $1",
    [ctx.organizationId],
  );
  const { zone, stopped } = organization!;
  const today = toWall(zone, ctx.now).date;
  const dates = Array.from({ length: input.days }, (_, n) => addDays(today, n));
  const edges = dates.map((date) => dayRange(zone, date));
  const days = await countDays(ctx, input.within ?? null, dates, edges);
  const rows = await firstRows(ctx, input.within ?? null, edges.at(-1)!.to);
  const shown = await explainRows(ctx, rows);
  for (const [i, row] of rows.entries()) {
    const at = row.dueAt < ctx.now ? today : toWall(zone, row.dueAt).date;
    days.find((day) => day.date === at)?.rows.push(shown[i]!);
  }
  return { days, total: days.reduce((sum, day) => sum + day.total, 0), explained: rows.length, stopped };
}

async function countDays(ctx: Ctx, within: string | null, dates: string[], edges: { from: Date; to: Date }[]): Promise<OutlookDay[]> {
  const p = new Params([ctx.organizationId, dates, edges.map((e) => e.from), edges.map((e) => e.to), within]);
  const counts = await ctx.sql<{ date: string; channel: string | null; templateKey: string; count: number }>(
    `select d.date, p.channel, p.template_key as "templateKey", count(*)::int as count
     from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) with ordinality as d (date, since, until, n)
     join planned_message p on p.organization_id = $1 and p.state = 'planned' and p.due_at < d.until and p.due_at >= case when d.n = 1 then '-infinity' else d.since end
       and ($5::uuid is null or p.facility_id is null or p.facility_id = $5) and ${seesMessage(ctx, p, "p")}
     group by 1, 2, 3 order by 1, 4 desc`,
    p.values,
  );
  return dates.map((date) => {
    const mine = counts.filter((c) => c.date === date);
    return {
      date,
      label: formatDate(date, "en", "weekday"),
      total: mine.reduce((sum, c) => sum + c.count, 0),
      parts: mine.map((c) => ({
        template: templateWords(c.templateKey),
        channel: c.channel ? channelWords(c.channel) : "",
        count: c.count,
      })),
      rows: [],
    };
  });
}

function firstRows(ctx: Ctx, within: string | null, until: Date): Promise<Row[]> {
  const p = new Params([ctx.organizationId, until, within]);
  return ctx.sql<Row>(
    `select p.id, p.kind, p.appointment_id as "appointmentId", p.step_key as "stepKey", p.schedule_revision as "scheduleRevision", p.is_final as "isFinal",
       p.template_key as "templateKey", p.channel, p.due_at as "dueAt", p.zone, p.requested_by as "requestedBy", p.attempts,
       trim(coalesce(nullif(t.preferred_name, ''), t.first_name) || ' ' || t.last_name) as patient, a.starts_at as "visitAt"
     from (select * from planned_message p where p.organization_id = $1 and p.state = 'planned' and p.due_at < $2
       and ($3::uuid is null or p.facility_id is null or p.facility_id = $3) and ${seesMessage(ctx, p, "p")} order by p.due_at, p.id limit ${MOST_EXPLAINED}) p
     left join patient t on t.organization_id = $1 and t.id = p.patient_id
     left join appointment a on a.organization_id = $1 and a.id = p.appointment_id
     order by p.due_at, p.id`,
    p.values,
  );
}

/** The rows are the soonest of all, in their order: what each would find said before is known. */
async function explainRows(ctx: Ctx, rows: readonly Row[]): Promise<OutlookRow[]> {
  const plans = await explainPlans(ctx, [
    ...new Set(rows.flatMap((r) => (r.kind === "reminder" && r.appointmentId ? [r.appointmentId] : []))),
  ]);
  const endpoints = [...plans.values()].flatMap((p) => (p.choice.outcome === "contact" ? [p.choice.contact.endpointId] : []));
  const said = await loadSaidBefore(ctx, [...new Set(endpoints)]);
  return rows.map((row) => {
    const plan = row.appointmentId && row.kind === "reminder" ? plans.get(row.appointmentId) : undefined;
    const { outcome, trail, template } = plan ? foretell(row, plan, said, ctx.now) : told(row, ctx.now);
    return {
      id: row.id,
      at: moment(row.dueAt, row.zone),
      patient: row.patient,
      visitAt: row.visitAt && moment(row.visitAt, row.zone),
      template: templateWords(template),
      channel: row.channel ? channelWords(row.channel) : "",
      outcome,
      reasons: [...new Set(trail.map((entry) => sentence(entry)))],
    };
  });
}

function sentence(entry: TrailEntry): string {
  const said = describeReason(entry.reason, entry.data);
  return entry.outcome === "moved" && entry.to && entry.zone ? `${said} Goes out ${moment(new Date(entry.to), entry.zone).text}.` : said;
}

type Told = { outcome: OutlookRow["outcome"]; trail: TrailEntry[]; template: string };

function told(row: Row, now: Date): Told {
  const at = now.toISOString();
  const reason = row.kind === "answer" ? "answers-at-once" : "cannot-be-decided";
  return { outcome: "planned", template: row.templateKey, trail: [{ at, rule: "plan", outcome: "planned", reason }] };
}

/** What dispatch would decide about a row when its time comes; what goes out counts for the rows after it. */
function foretell(row: Row, plan: Explained, said: Map<string, SaidBefore[]>, now: Date): Told {
  const step = plan.steps.find((s) => s.stepKey === row.stepKey.split("~", 1)[0]);
  const template = templateOf(row, plan.facts.namesSeveral ?? false);
  const trail: TrailEntry[] = step?.trail ?? [];
  if (row.requestedBy)
    return {
      outcome: "planned",
      template,
      trail: [{ at: now.toISOString(), rule: "staff", outcome: "planned", reason: "staff-send-now" }],
    };
  const isRetry = row.stepKey.includes("~") || row.attempts > 0;
  if (step && !isRetry && step.state !== "planned") return { outcome: "skipped", template, trail };
  if (plan.choice.outcome === "none") return { outcome: "skipped", template, trail: plan.choice.trail };
  const { contact, sender } = plan.choice;
  const at = row.dueAt > now ? row.dueAt : now;
  const candidate = { row, facts: plan.facts, visit: plan.visit, verdict: { outcome: "send" as const, contact, sender, trail: [] } };
  const before = said.get(contact.endpointId) ?? [];
  const verdict = capOne(candidate, before, 0, at);
  if (verdict.outcome === "send" || verdict.outcome === "move")
    said.set(contact.endpointId, [...before, asSaid(candidate, verdict.outcome === "move" ? verdict.at : at)]);
  if (verdict.outcome === "send") return { outcome: "planned", template, trail };
  return { outcome: verdict.outcome === "move" ? "moved" : "skipped", template, trail: [...trail, ...verdict.trail] };
}
