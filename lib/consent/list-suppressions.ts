import { seesEndpoint, seesPatient } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { moment, type Moment } from "@/lib/messages/moment";
import { Params, readCursor, writeCursor } from "@/lib/messages/sql";
import { noteView } from "@/lib/patients/note-view";
import { addressSearch, zoneOf } from "./search";

export type SuppressionSource = "patient" | "staff" | "carrier" | "import";

export type SuppressionRow = {
  id: string;
  address: string;
  kind: "phone" | "email";
  /** Null: every channel. */
  channel: "sms" | "voice" | "email" | null;
  source: SuppressionSource;
  /** In words: how it was asked for. */
  how: string;
  /** [CON-10] Our number or address that the opt-out was sent to. */
  ourAddress: string | null;
  note: string | null;
  by: string | null;
  since: Moment;
  /** Whose contact it is, as far as known. */
  patients: { id: string; name: string }[];
  /** What the patient wrote, as proof. */
  wording: string | null;
  /** [CON-09] Staff may remove what staff or an import entered; the rest only the patient lifts. */
  removable: boolean;
};

export type SuppressionFilter = { q: string; sources: readonly string[]; channels: readonly string[]; after?: string; before?: string };
export type SuppressionPage = { rows: SuppressionRow[]; next?: string; previous?: string };

const PAGE_SIZE = 50;

type Stored = Omit<SuppressionRow, "since" | "removable"> & { at: Date };

const columns = (
  ctx: Ctx,
  params: Params,
): string => `s.id, e.address, e.kind, s.channel, s.source, s.how, o.address as "ourAddress", s.note, u.name as by, s.created_at as at,
  coalesce((select json_agg(distinct jsonb_build_object('id', p.id, 'name', trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name)))
    from patient_contact c join patient p on p.organization_id = c.organization_id and p.id = c.patient_id
    where c.organization_id = s.organization_id and c.endpoint_id = s.endpoint_id and c.archived_at is null and ${seesPatient(ctx, params, "p")}), '[]'::json) as patients,
  (select v.wording from consent_event v where v.organization_id = s.organization_id and v.endpoint_id = s.endpoint_id and v.suppression_id = s.id and v.wording is not null order by v.at limit 1) as wording`;

const FROM = `from suppression s join endpoint e on e.organization_id = s.organization_id and e.id = s.endpoint_id
  left join sender o on o.organization_id = s.organization_id and o.id = s.sender_id
  left join app_user u on u.id = s.created_by`;

/** [CON-09] One page of the active do-not-contact entries, newest first, `size` rows. `q` is part of an address, or a patient's name. */
export async function listSuppressions(ctx: Ctx, filter: SuppressionFilter, size = PAGE_SIZE): Promise<SuppressionPage> {
  const after = readCursor(filter.after);
  const before = after ? undefined : readCursor(filter.before);
  const params = new Params();
  const where = [
    `s.organization_id = ${params.add(ctx.organizationId)}`,
    "s.lifted_at is null",
    seesEndpoint(ctx, params, "s", "endpoint_id"),
  ];
  if (filter.sources.length > 0) where.push(`s.source = any (${params.add(filter.sources)}::text[])`);
  if (filter.channels.length > 0) where.push(`(s.channel is null or s.channel = any (${params.add(filter.channels)}::text[]))`);
  const found = await addressSearch(ctx, filter.q, params, "s");
  if (found) where.push(found);
  const cursor = after ?? before;
  // Newest first; within one moment ids ascend, as in the index.
  if (cursor) {
    const [at, id] = [params.add(cursor.at), params.add(cursor.id)];
    where.push(
      after
        ? `(s.created_at < ${at} or (s.created_at = ${at} and s.id > ${id}))`
        : `(s.created_at > ${at} or (s.created_at = ${at} and s.id < ${id}))`,
    );
  }
  const order = before ? "s.created_at, s.id desc" : "s.created_at desc, s.id";
  const rows = await ctx.sql<Stored>(
    `select ${columns(ctx, params)} ${FROM} where ${where.join(" and ")} order by ${order} limit ${size + 1}`,
    params.values,
  );
  const more = rows.length > size;
  const page = rows.slice(0, size);
  if (before) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  const zone = await zoneOf(ctx);
  return {
    rows: page.map((row) => toRow(row, zone)),
    ...(last && (before || more) ? { next: writeCursor(last) } : {}),
    ...(first && (after || (before && more)) ? { previous: writeCursor(first) } : {}),
  };
}

/** One entry, also when it is not on the page that is shown; undefined where it is lifted or another organization's. A view of its patients, for the audit. */
export async function findSuppression(ctx: Ctx, id: string): Promise<SuppressionRow | undefined> {
  const params = new Params([ctx.organizationId, id]);
  const [row] = await ctx.sql<Stored>(
    `select ${columns(ctx, params)} ${FROM}
     where s.organization_id = $1 and s.id::text = $2 and s.lifted_at is null and ${seesEndpoint(ctx, params, "s", "endpoint_id")}`,
    params.values,
  );
  for (const patient of row?.patients ?? [])
    await noteView(ctx, { action: "view-suppression", entity: "suppression", entityId: id, patientId: patient.id });
  return row && toRow(row, await zoneOf(ctx));
}

function toRow({ at, how, ...row }: Stored, zone: string): SuppressionRow {
  return { ...row, how: howWords(how), since: moment(at, zone), removable: row.source === "staff" || row.source === "import" };
}

const HOW: readonly [RegExp, string][] = [
  [/^staff$/, "Entered by staff"],
  [/^import/, "Came with an import"],
  [/^(sms )?cancel-collision/, "Texted CANCEL and meant all messages"],
  [/^sms/, "Texted that they want no more messages"],
  [/^key-press/, "Pressed a key in a call"],
  [/^email complaint/, "Marked an e-mail as spam"],
  [/^list-unsubscribe/, "Unsubscribed in their mail program"],
  [/^preferences/, "Chose it on the preferences page"],
  [/^carrier-/, "The carrier reports that they opted out"],
];

/** How an entry came about, in words; an unknown code is shown as its words. */
export function howWords(how: string): string {
  const known = HOW.find(([pattern]) => pattern.test(how))?.[1];
  if (known) return known;
  const words = how.replaceAll(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
