import { barredByLists, type ContactList } from "@/lib/consent/choose-contact";
import { loadSenders } from "@/lib/consent/queries";
import { consentSettings } from "@/lib/consent/settings";
import type { Ctx } from "@/lib/context";
import { whyPlanned } from "@/lib/reminders/rules";
import { loadSettings } from "@/lib/settings/resolve";
import type { ClaimedRow } from "./claim";
import { type AnswerTarget, decideAnswerMessage, decideClaimed, type Verdict } from "./decide";
import { loadVisits, type VisitRecord } from "./facts";
import { UNDECIDABLE } from "./held";
import { type Gathered, gatherReminderFacts, listedVisits } from "./reminder-facts";

/** A claimed row with its verdict and the visits that its words need. */
export type Decided = {
  row: ClaimedRow;
  verdict: Verdict;
  visit?: VisitRecord;
  sameDay?: VisitRecord[];
  oneForTheDay?: boolean;
  offered?: VisitRecord[];
  /** Of a reminder: what its rules were asked with. */
  facts?: Gathered["facts"];
};

/** Decides every row of a claimed chunk by today's facts, gathered for all at once. */
export async function decideRows(ctx: Ctx, rows: readonly ClaimedRow[]): Promise<Decided[]> {
  const offeredIds = rows.flatMap((r) => r.data.appointmentIds ?? []);
  const visitIds = [...new Set([...rows.flatMap((r) => r.appointmentId ?? []), ...offeredIds])];
  const visits = new Map((await loadVisits(ctx, visitIds)).map((v) => [v.id, v]));
  const reminders = rows.filter((r) => r.kind === "reminder");
  const gathered = await gatherByRow(ctx, reminders, visits);
  const later = await laterSteps(ctx, reminders);
  const targets = await answerTargets(
    ctx,
    rows.filter((r) => r.kind === "answer"),
  );
  const senders = await loadSenders(ctx);
  return rows.map((row) => {
    const visit = row.appointmentId ? visits.get(row.appointmentId) : undefined;
    if (row.kind !== "reminder") {
      const offered = row.data.appointmentIds?.flatMap((id) => visits.get(id) ?? []);
      return {
        row,
        visit,
        offered,
        verdict: decideAnswerMessage(row, row.endpointId ? targets.get(`${row.endpointId} ${row.channel}`) : undefined, senders, ctx.now),
      };
    }
    const g = gathered.get(row.id);
    return {
      row,
      visit,
      sameDay: g && listedVisits(g),
      facts: g?.facts,
      oneForTheDay: g?.facts.settings.reminders.sameDay.value === "first",
      verdict: withOrigin(row, g, ctx.now, decideSoundly(row, g, ctx.now, later.get(row.id))),
    };
  });
}

/** Facts by row. Two rows of one visit share them unless one of them may not use a contact again; then they are gathered once more for it. */
async function gatherByRow(
  ctx: Ctx,
  rows: readonly ClaimedRow[],
  visits: ReadonlyMap<string, VisitRecord>,
): Promise<Map<string, Gathered>> {
  const found = new Map<string, Gathered>();
  const spent = (row: ClaimedRow): string => (row.data.exclude ?? []).toSorted().join();
  let left = rows.filter((row) => visits.has(row.appointmentId!));
  while (left.length) {
    const round = new Map<string, ClaimedRow>();
    for (const row of left) if (!round.has(row.appointmentId!)) round.set(row.appointmentId!, row);
    const gathered = await gatherReminderFacts(
      ctx,
      [...round.keys()].map((id) => visits.get(id)!),
      (id) => new Set(round.get(id)?.data.exclude),
    );
    const fits = (row: ClaimedRow): boolean => spent(row) === spent(round.get(row.appointmentId!)!);
    for (const row of left.filter(fits)) found.set(row.id, gathered.get(row.appointmentId!)!);
    left = left.filter((row) => !fits(row));
  }
  return found;
}

/** [DLV-10] What goes out keeps why it was planned, before why it may go. */
function withOrigin(row: ClaimedRow, g: Gathered | undefined, now: Date, verdict: Verdict): Verdict {
  if (!g || verdict.outcome !== "send") return verdict;
  return { ...verdict, trail: [...whyPlanned(row, { ...g.facts, now }), ...verdict.trail] };
}

/** One row that no rule can work with waits for a person; the others of its chunk go out. */
function decideSoundly(...facts: Parameters<typeof decideClaimed>): Verdict {
  try {
    return decideClaimed(...facts);
  } catch {
    const [, , now] = facts;
    return {
      outcome: "hold",
      reason: UNDECIDABLE,
      trail: [{ at: now.toISOString(), rule: "dispatch", outcome: "held", reason: UNDECIDABLE }],
    };
  }
}

/** When the next later step of the same visit is due, for rows that a backlog delayed. */
async function laterSteps(ctx: Ctx, rows: readonly ClaimedRow[]): Promise<Map<string, Date>> {
  if (!rows.length) return new Map();
  const found = await ctx.sql<{ id: string; due: Date }>(
    `select r.id, min(p.due_at) as due from planned_message r join planned_message p on p.organization_id = r.organization_id and p.appointment_id = r.appointment_id and p.kind = 'reminder'
       and p.schedule_revision = r.schedule_revision and p.id <> r.id and p.ideal_at > r.ideal_at and p.state in ('planned', 'claimed')
     where r.organization_id = $1 and r.id = any ($2::uuid[]) group by r.id`,
    [ctx.organizationId, rows.map((r) => r.id)],
  );
  return new Map(found.map((f) => [f.id, f.due]));
}

async function answerTargets(ctx: Ctx, rows: readonly ClaimedRow[]): Promise<Map<string, AnswerTarget>> {
  const ids = rows.flatMap((r) => r.endpointId ?? []);
  if (!ids.length) return new Map();
  const allowListOnly = (await loadSettings(ctx)).get(consentSettings.allowListOnly).value;
  const found = await ctx.sql<{ id: string; address: string; channels: (string | null)[]; lists: ContactList[] }>(
    `select e.id, e.address, coalesce(array_agg(coalesce(s.channel, 'all')) filter (where s.id is not null), '{}') as channels,
       array(select l.list from contact_list_entry l where l.organization_id = $1 and l.endpoint_id = e.id) as lists
     from endpoint e left join suppression s on s.organization_id = e.organization_id and s.endpoint_id = e.id and s.lifted_at is null
     where e.organization_id = $1 and e.id = any ($2::uuid[]) group by e.id, e.address`,
    [ctx.organizationId, ids],
  );
  return new Map(
    found.flatMap((f) =>
      (["sms", "voice", "email"] as const).map(
        (c) =>
          [
            `${f.id} ${c}`,
            {
              endpointId: f.id,
              address: f.address,
              suppressed: f.channels.includes("all") || f.channels.includes(c),
              barred: barredByLists(f.lists, allowListOnly),
            },
          ] as const,
      ),
    ),
  );
}
