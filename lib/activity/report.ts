import type { Access } from "@/lib/access/rules";
import type { Ctx } from "@/lib/context";
import { Params } from "@/lib/messages/sql";
import { dayEdges } from "./day-edges";
import { DEFINITIONS, NOTHING } from "./measures";
import { COUNTED, COUNTS } from "./sql";
import { MEASURES, type ActivityFilter, type ActivityReport, type Figures, type Line } from "./types";

type Reader = { organizationId: string; access: Access };

type Row = {
  kind: "total" | "day" | "hour" | "channel" | "template" | "facility" | "reason";
  key: string | null;
  direction: string | null;
  channel: string | null;
  status: string | null;
  messages: string;
} & Record<Measures, string>;
type Measures = (typeof MEASURES)[number];

/**
 * [RTY-07] What was sent, what became of it and what patients answered, by day, hour, channel, kind of message, facility and reason, in days
 * of the clinic. Reads counts made beforehand, and the messages themselves for days that changed since. Who sees some facilities gets the
 * messages of those; messages of no facility are counted for who sees all of them.
 */
export async function messageActivity(ctx: Ctx, filter: ActivityFilter): Promise<ActivityReport> {
  const marked = await ctx.sql<{ day: string }>(
    "select distinct local_date::text as day from message_rollup_mark where organization_id = $1 and local_date >= $2::date and local_date <= $3::date",
    [ctx.organizationId, filter.from, filter.to],
  );
  const { text, values } = reportQuery(
    ctx,
    filter,
    marked.map((mark) => mark.day),
  );
  return shape(await ctx.sql<Row>(text, values));
}

/** The statement of the report: counted days from the rollup, `uncounted` days from the messages. Exported for its bench. */
export function reportQuery(reader: Reader, filter: ActivityFilter, uncounted: readonly string[]): { text: string; values: unknown[] } {
  const p = new Params();
  const organization = p.add(reader.organizationId);
  const [from, to, days] = [p.add(filter.from), p.add(filter.to), p.add(uncounted)];
  const counted = `select local_date, ${COUNTS}, messages from message_rollup r
      where r.organization_id = ${organization} and r.local_date >= ${from}::date and r.local_date <= ${to}::date and not (r.local_date = any (${days}::date[]))${conditions(reader, p, filter, "r")}`;
  if (!uncounted.length) return { text: summed(counted), values: p.values };
  const edges = uncounted.map(dayEdges);
  const raw = `select m.local_date, ${COUNTED}, 1 as messages
      from unnest(${days}::date[], ${p.add(edges.map((e) => e.from))}::timestamptz[], ${p.add(edges.map((e) => e.to))}::timestamptz[]) d (day, from_at, to_at)
      cross join lateral (select * from message m where m.organization_id = ${organization} and m.local_date = d.day and m.at >= d.from_at and m.at < d.to_at${conditions(reader, p, filter, "m")}) m`;
  return { text: summed(`${counted} union all ${raw}`), values: p.values };
}

/** The same report from the messages alone: what the rollup must equal, and what it is measured against. */
export function rawReportQuery(reader: Reader, filter: ActivityFilter): { text: string; values: unknown[] } {
  const p = new Params();
  const raw = `select m.local_date, ${COUNTED}, 1 as messages from message m
      where m.organization_id = ${p.add(reader.organizationId)} and m.local_date >= ${p.add(filter.from)}::date and m.local_date <= ${p.add(filter.to)}::date
        and m.at >= ${p.add(dayEdges(filter.from).from)} and m.at < ${p.add(dayEdges(filter.to).to)}${conditions(reader, p, filter, "m")}`;
  return { text: summed(raw), values: p.values };
}

function conditions(reader: Reader, p: Params, filter: ActivityFilter, alias: string): string {
  const all: string[] = [];
  const seen = reader.access.facilities;
  if (seen !== null) all.push(`${alias}.facility_id = any (${p.add(seen)}::uuid[])`);
  if (filter.within) all.push(`(${alias}.facility_id is null or ${alias}.facility_id = ${p.add(filter.within)})`);
  if (filter.facilities.length) all.push(`${alias}.facility_id = any (${p.add(filter.facilities)}::uuid[])`);
  if (filter.channels.length) all.push(`${alias}.channel = any (${p.add(filter.channels)}::text[])`);
  if (filter.templates.length) all.push(`${alias}.template_key = any (${p.add(filter.templates)}::text[])`);
  return all.map((condition) => ` and ${condition}`).join("");
}

function summed(counted: string): string {
  const sums = MEASURES.map((measure) => `coalesce(sum(messages) filter (where ${DEFINITIONS[measure].sql}), 0) as "${measure}"`).join(
    ", ",
  );
  return `select case when grouping(status) = 0 then 'reason' when grouping(local_date) = 0 then 'day' when grouping(local_hour) = 0 then 'hour'
        when grouping(template_key) = 0 then 'template' when grouping(facility_id) = 0 then 'facility' when grouping(channel) = 0 then 'channel' else 'total' end as kind,
      coalesce(local_date::text, local_hour::text, template_key, facility_id::text, reason) as key, direction, channel, status, sum(messages) as messages, ${sums}
    from (${counted}) c
    group by grouping sets ((), (local_date), (local_hour), (channel), (template_key), (facility_id), (direction, channel, status, reason))`;
}

function shape(rows: readonly Row[]): ActivityReport {
  const figures = (row: Row): Figures =>
    Object.fromEntries(MEASURES.map((measure) => [measure, Number(row[measure])])) as Record<Measures, number>;
  const lines = (kind: Row["kind"]): Line[] =>
    rows
      .filter((row) => row.kind === kind)
      .map((row) => ({ key: (kind === "channel" ? row.channel : row.key) ?? "", figures: figures(row) }));
  const total = rows.find((row) => row.kind === "total");
  const byKey = (a: Line, b: Line): number => (a.key < b.key ? -1 : 1);
  const bySent = (a: Line, b: Line): number => b.figures.sent + b.figures.answers - a.figures.sent - a.figures.answers || byKey(a, b);
  return {
    total: total ? figures(total) : { ...NOTHING },
    days: lines("day").sort(byKey),
    hours: lines("hour").sort((a, b) => Number(a.key) - Number(b.key)),
    channels: lines("channel").sort(bySent),
    // Answers are no kind of message.
    templates: lines("template")
      .filter((line) => line.key !== "")
      .sort(bySent),
    facilities: lines("facility").sort(bySent),
    reasons: added(
      rows
        .filter((row) => row.kind === "reason" && Number(row.undelivered) > 0)
        .map((row) => ({ channel: row.channel ?? "", code: row.key ?? "", messages: Number(row.messages) })),
      (one) => `${one.channel} ${one.code}`,
    ),
    intents: added(
      rows
        .filter((row) => row.kind === "reason" && row.direction === "in")
        .map((row) => ({ intent: row.key ?? "", messages: Number(row.messages) })),
      (one) => one.intent,
    ),
  };
}

/** Lines of the same name as one, the largest first. */
function added<T extends { messages: number }>(lines: readonly T[], name: (line: T) => string): T[] {
  const sums = new Map<string, T>();
  for (const line of lines) sums.set(name(line), { ...line, messages: (sums.get(name(line))?.messages ?? 0) + line.messages });
  return [...sums.values()].sort((a, b) => b.messages - a.messages || (name(a) < name(b) ? -1 : 1));
}
