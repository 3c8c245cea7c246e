import { seesEndpoint, seesPatient } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { moment, type Moment } from "@/lib/messages/moment";
import { Params, readCursor, writeCursor } from "@/lib/messages/sql";
import { loadSettings } from "@/lib/settings/resolve";
import type { ContactList } from "../choose-contact";
import { addressSearch, zoneOf } from "../search";
import { consentSettings } from "../settings";

export type ContactListRow = {
  id: string;
  address: string;
  note: string | null;
  by: string | null;
  since: Moment;
  patients: { id: string; name: string }[];
};

export type ContactListPage = { rows: ContactListRow[]; next?: string; previous?: string };

const PAGE_SIZE = 50;

/** [CON-07] [CON-08] One page of the allow-list or the block-list, newest first; `q` is part of an address or a patient's name. */
export async function listContactList(
  ctx: Ctx,
  filter: { list: ContactList; q: string; after?: string; before?: string },
): Promise<ContactListPage> {
  const after = readCursor(filter.after);
  const before = after ? undefined : readCursor(filter.before);
  const p = new Params();
  const where = [
    `l.organization_id = ${p.add(ctx.organizationId)}`,
    `l.list = ${p.add(filter.list)}`,
    seesEndpoint(ctx, p, "l", "endpoint_id"),
  ];
  const found = await addressSearch(ctx, filter.q, p, "l");
  if (found) where.push(found);
  const cursor = after ?? before;
  if (cursor) {
    const [at, id] = [p.add(cursor.at), p.add(cursor.id)];
    where.push(
      after
        ? `(l.created_at < ${at} or (l.created_at = ${at} and l.id > ${id}))`
        : `(l.created_at > ${at} or (l.created_at = ${at} and l.id < ${id}))`,
    );
  }
  const rows = await ctx.sql<Omit<ContactListRow, "since"> & { at: Date }>(
    `select l.id, e.address, l.note, u.name as by, l.created_at as at,
       coalesce((select json_agg(distinct jsonb_build_object('id', p.id, 'name', trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name)))
         from patient_contact c join patient p on p.organization_id = c.organization_id and p.id = c.patient_id
         where c.organization_id = l.organization_id and c.endpoint_id = l.endpoint_id and c.archived_at is null and ${seesPatient(ctx, p, "p")}), '[]'::json) as patients
     from contact_list_entry l join endpoint e on e.organization_id = l.organization_id and e.id = l.endpoint_id left join app_user u on u.id = l.created_by
     where ${where.join(" and ")} order by ${before ? "l.created_at, l.id desc" : "l.created_at desc, l.id"} limit ${PAGE_SIZE + 1}`,
    p.values,
  );
  const more = rows.length > PAGE_SIZE;
  const page = rows.slice(0, PAGE_SIZE);
  if (before) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  const zone = await zoneOf(ctx);
  return {
    rows: page.map(({ at, ...row }) => ({ ...row, since: moment(at, zone) })),
    ...(last && (before || more) ? { next: writeCursor(last) } : {}),
    ...(first && (after || (before && more)) ? { previous: writeCursor(first) } : {}),
  };
}

/** [CON-07] Whether only the allow-list is contacted at present; the banner on every screen asks. */
export async function isAllowListOnly(ctx: Ctx): Promise<boolean> {
  return (await loadSettings(ctx)).get(consentSettings.allowListOnly).value;
}
