import { dayEdges } from "@/lib/activity/day-edges";
import { patientSearch, seesFacility, seesMessage } from "@/lib/access/scope";
import type { Access } from "@/lib/access/rules";
import type { Ctx } from "@/lib/context";
import { describeReason } from "@/lib/delivery/reasons";
import { searchWords } from "@/lib/patients/normalise";
import { dayRange } from "@/lib/time";
import { moment } from "./moment";
import { Params, readCursor, writeCursor, type Cursor } from "./sql";
import type { MessageFilter, MessagePage, MessageRow, MessageTab, ShownState } from "./types";
import { carrierCodeWords, intentWords, templateWords } from "./words";

export const PAGE_SIZE = 50;
const MOST_PATIENTS = 50;
const EXCERPT = 160;
/** In a filter of reasons: those without one. */
export const NO_REASON = "none";

type Source = {
  table: "message" | "planned_message";
  /** The column of time, and the order in which the list reads. */
  at: "at" | "due_at" | "done_at";
  newestFirst: boolean;
  /** In `done_at` order ids ascend within one moment, as in its index. */
  idsAscend: boolean;
  /** One ordered index walk for each state; null walks the index by time. */
  states: readonly string[] | null;
  outgoing?: true;
};

const SOURCES: Record<MessageTab, Source> = {
  sent: { table: "message", at: "at", newestFirst: true, idsAscend: false, states: null, outgoing: true },
  undelivered: { table: "message", at: "at", newestFirst: true, idsAscend: false, states: ["undelivered", "failed", "uncertain"] },
  answers: { table: "message", at: "at", newestFirst: true, idsAscend: false, states: ["received"] },
  next: { table: "planned_message", at: "due_at", newestFirst: false, idsAscend: true, states: ["planned"] },
  held: { table: "planned_message", at: "due_at", newestFirst: false, idsAscend: true, states: ["held"] },
  skipped: { table: "planned_message", at: "done_at", newestFirst: true, idsAscend: true, states: ["skipped", "failed"] },
};

/** The states that a list can be filtered by. */
export const TAB_STATES: Record<MessageTab, readonly string[]> = {
  sent: ["sending", "uncertain", "sent", "delivered", "undelivered", "failed"],
  undelivered: ["undelivered", "failed", "uncertain"],
  answers: [],
  next: [],
  held: [],
  skipped: ["skipped", "failed"],
};

type Stored = {
  id: string;
  at: Date;
  zone: string;
  patientZone: string | null;
  patient: string | null;
  address: string | null;
  channel: string | null;
  state: string;
  templateKey: string | null;
  text: string | null;
  facility: string | null;
  reason: string | null;
  code: string | null;
  intent: string | null;
  answered: boolean;
};

/**
 * [RTY-08] One page of a list, in its order: last sent, undelivered, answers (newest first), next to go and held (soonest first), skipped.
 * Walks an index of its own for each list and state, so a page costs the same among a million messages. Cursors lead back and forth.
 */
export async function listMessages(ctx: Ctx, tab: MessageTab, filter: MessageFilter, size = PAGE_SIZE): Promise<MessagePage> {
  const words = searchWords(filter.q);
  if (filter.q && words.length === 0) return { rows: [] };
  const s = new Params([words]);
  const patients = words.length
    ? await ctx.sql<{ id: string }>(`select id from ${patientSearch(ctx, s, "$1", MOST_PATIENTS)}`, s.values)
    : undefined;
  if (patients?.length === 0) return { rows: [] };
  const after = readCursor(filter.after);
  const before = after ? undefined : readCursor(filter.before);
  const { text, values } = pageQuery(
    ctx,
    tab,
    filter,
    patients?.map((p) => p.id),
    after ?? before,
    Boolean(before),
    size,
  );
  const found = await ctx.sql<Stored>(text, values);
  const more = found.length > size;
  const page = found.slice(0, size);
  if (before) page.reverse();
  const first = page[0];
  const last = page.at(-1);
  return {
    rows: page.map((row) => shown(row, tab)),
    ...(first && (before ? more : after) ? { previous: writeCursor(first) } : {}),
    ...(last && (before || more) ? { next: writeCursor(last) } : {}),
  };
}

/** The statement behind `listMessages`; exported for the test that looks at its plan. */
export function pageQuery(
  reader: { organizationId: string; access: Access },
  tab: MessageTab,
  filter: MessageFilter,
  patientIds: readonly string[] | undefined,
  cursor: Cursor | undefined,
  backwards: boolean,
  size = PAGE_SIZE,
): { text: string; values: unknown[] } {
  const source = SOURCES[tab];
  const p = new Params();
  const organization = p.add(reader.organizationId);
  const descends = source.newestFirst !== backwards;
  const idsDescend = source.idsAscend === backwards;
  const order = (alias: string): string =>
    `${alias}.${source.at} ${descends ? "desc" : "asc"}, ${alias}.id ${idsDescend ? "desc" : "asc"} limit ${size + 1}`;
  const where = [`m.organization_id = ${organization}`, seesMessage(reader, p, "m"), ...conditions(p, source, filter, tab)];
  if (cursor) where.push(beyond(p, source.at, cursor, descends, idsDescend));
  const wanted = filter.states.filter((state) => TAB_STATES[tab].includes(state));
  const states = wanted.length ? wanted : source.states;
  const from = (condition: string): string => `select m.* from ${source.table} m where ${[...where, condition].join(" and ")}`;
  const text = patientIds
    ? `select m.* from unnest(${p.add(patientIds)}::uuid[]) as s (patient_id) cross join lateral (${from(
        `m.patient_id = s.patient_id${states ? ` and m.state_of = any (${p.add(states)}::text[])` : ""}`,
      )} order by ${order("m")}) m`
    : (states ?? [undefined])
        .map((state) => `(${from(state === undefined ? "true" : `m.state_of = ${p.add(state)}`)} order by ${order("m")})`)
        .join(" union all ");
  const state = source.table === "message" ? "status" : "state";
  return { text: outer(source, text.replaceAll("m.state_of", `m.${state}`), order("m")), values: p.values };
}

function conditions(p: Params, source: Source, filter: MessageFilter, tab: MessageTab): string[] {
  const all: string[] = [];
  const said = source.table === "message";
  if (source.outgoing) all.push("m.direction = 'out'");
  if (filter.channels.length) all.push(`m.channel = any (${p.add(filter.channels)}::text[])`);
  if (filter.facilities.length) all.push(`m.facility_id = any (${p.add(filter.facilities)}::uuid[])`);
  if (filter.within) all.push(`(m.facility_id is null or m.facility_id = ${p.add(filter.within)})`);
  if (filter.templates.length) all.push(`m.template_key = any (${p.add(filter.templates)}::text[])`);
  if (filter.reasons?.length) {
    const column = !said ? "m.reason" : tab === "answers" ? "m.intent" : "m.error_code";
    const named = `${column} = any (${p.add(filter.reasons)}::text[])`;
    all.push(filter.reasons.includes(NO_REASON) ? `(${named} or ${column} is null)` : named);
  }
  if (said && filter.hours?.length) all.push(`m.local_hour = any (${p.add(filter.hours)}::smallint[])`);
  if (said && filter.answered) all.push("m.answered_at is not null");
  all.push(...dayConditions(p, source, filter.days));
  if (source.at === "done_at") all.push("m.done_at is not null");
  return all;
}

/** What was said carries its day; the bounds in time are for the index. What is planned has no day yet but its instant. */
function dayConditions(p: Params, source: Source, days: MessageFilter["days"]): string[] {
  if (!days) return [];
  const said = source.table === "message";
  const all: string[] = [];
  if (said && days.from) all.push(`m.local_date >= ${p.add(days.from)}::date`);
  if (said && days.to) all.push(`m.local_date <= ${p.add(days.to)}::date`);
  if (days.from) all.push(`m.${source.at} >= ${p.add(said ? dayEdges(days.from).from : dayRange(days.zone, days.from).from)}`);
  if (days.to) all.push(`m.${source.at} < ${p.add(said ? dayEdges(days.to).to : dayRange(days.zone, days.to).to)}`);
  return all;
}

function beyond(p: Params, at: string, cursor: Cursor, descends: boolean, idsDescend: boolean): string {
  const time = p.add(cursor.at);
  const id = p.add(cursor.id);
  const past = descends ? "<" : ">";
  if (descends === idsDescend) return `(m.${at}, m.id) ${past} (${time}::timestamptz, ${id}::uuid)`;
  return `m.${at} ${past}= ${time}::timestamptz and (m.${at} ${past} ${time}::timestamptz or m.id ${idsDescend ? "<" : ">"} ${id}::uuid)`;
}

const MESSAGE_COLUMNS = `left(m.body, ${EXCERPT}) as text, m.status as state, null as reason, m.error_code as code, m.intent, m.answered_at is not null as answered`;
const PLANNED_COLUMNS = "null as text, m.state, m.reason, m.trail -> -1 -> 'data' ->> 'code' as code, null as intent, false as answered";

function outer(source: Source, inner: string, order: string): string {
  return `select m.id, m.${source.at} as at, m.channel, m.template_key as "templateKey", ${source.table === "message" ? MESSAGE_COLUMNS : PLANNED_COLUMNS},
      coalesce(f.zone, o.zone) as zone, f.name as facility, pt.zone as "patientZone", e.address,
      nullif(trim(coalesce(nullif(pt.preferred_name, ''), pt.first_name) || ' ' || pt.last_name), '') as patient
    from (${inner}) m
    join organization o on o.id = m.organization_id
    left join facility f on f.organization_id = m.organization_id and f.id = m.facility_id
    left join patient pt on pt.organization_id = m.organization_id and pt.id = m.patient_id
    left join endpoint e on e.organization_id = m.organization_id and e.id = m.endpoint_id
    order by ${order}`;
}

function shown(row: Stored, tab: MessageTab): MessageRow {
  return {
    id: row.id,
    at: moment(row.at, row.zone, row.patientZone),
    patient: row.patient,
    address: row.address,
    channel: row.channel,
    state: shownState(row.state, row.answered),
    template: row.templateKey ? templateWords(row.templateKey) : "",
    text: row.text ?? "",
    facility: row.facility,
    reason: rowReason(row, tab),
  };
}

function rowReason(row: Stored, tab: MessageTab): string {
  if (tab === "answers") return row.intent ? intentWords(row.intent) : "";
  if (row.reason) return describeReason(row.reason, { code: row.code, channel: row.channel });
  if (row.state === "uncertain") return describeReason("no-answer-from-carrier");
  return carrierCodeWords(row.channel ?? "", row.code);
}

/** A stored state as the status map knows it. */
export function shownState(state: string, answered: boolean): ShownState {
  if (state === "undelivered") return { kind: "outcome", value: state };
  if (state === "delivered") return { kind: "outcome", value: answered ? "answered" : state };
  return { kind: "message", value: state === "sending" ? "claimed" : state };
}

/** The facilities that lists can be filtered by, and the organization's zone, whose days the filter means. */
export async function listFacilityChoices(ctx: Ctx): Promise<{ facilities: { id: string; name: string }[]; zone: string }> {
  const p = new Params([ctx.organizationId]);
  const rows = await ctx.sql<{ id: string | null; name: string | null; zone: string }>(
    `select f.id, f.name, o.zone from organization o left join facility f on f.organization_id = o.id and f.archived_at is null and ${seesFacility(ctx, p, "f.id")}
     where o.id = $1 order by f.name, f.id`,
    p.values,
  );
  return { facilities: rows.flatMap(({ id, name }) => (id && name !== null ? [{ id, name }] : [])), zone: rows[0]?.zone ?? "UTC" };
}
