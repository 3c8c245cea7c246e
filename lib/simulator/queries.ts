import { patientSearch, seesEndpoint, seesPatient } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { isId } from "@/lib/ids";
import { moment, type Moment } from "@/lib/messages/moment";
import { Params } from "@/lib/messages/sql";
import { searchWords } from "@/lib/patients/normalise";

/** What the Simulator screen shows of the product itself. */
export type SimulatorFacts = {
  /** Product time, in the organization's zone. */
  now: Moment;
  /** How far product time is ahead of the real clock, in milliseconds. */
  aheadMs: number;
  zone: string;
  /** The organization's numbers and addresses that patients can write to. */
  senders: { channel: string; address: string }[];
  /** When the next planned message is due; null where nothing is planned. */
  nextDue: Moment | null;
  /** Something is due already and goes out any moment. */
  dueNow: boolean;
};

/** [OPS-02] The demo clock, the senders, and when the next planned message is due. */
export async function loadSimulatorFacts(ctx: Ctx): Promise<SimulatorFacts> {
  const [row] = await ctx.sql<{ zone: string; aheadMs: number; senders: SimulatorFacts["senders"]; nextDue: Date | null }>(
    `select o.zone, (select offset_ms::float8 from product_clock) as "aheadMs",
       coalesce((select json_agg(json_build_object('channel', s.channel, 'address', s.address) order by s.is_default desc, s.address) from sender s where s.organization_id = o.id), '[]'::json) as senders,
       (select due_at from planned_message where organization_id = o.id and state = 'planned' order by due_at, id limit 1) as "nextDue"
     from organization o where o.id = $1`,
    [ctx.organizationId],
  );
  if (!row) throw new Error("the organization of the session is gone");
  return {
    now: moment(ctx.now, row.zone),
    aheadMs: row.aheadMs,
    zone: row.zone,
    senders: row.senders,
    nextDue: row.nextDue && moment(row.nextDue, row.zone),
    dueNow: row.nextDue !== null && row.nextDue <= ctx.now,
  };
}

/** Minutes from product time to the next planned message, at least 1; undefined where nothing is planned. */
export async function minutesToNext(ctx: Ctx): Promise<number | undefined> {
  const [row] = await ctx.sql<{ due: Date }>(
    "select due_at as due from planned_message where organization_id = $1 and state = 'planned' and due_at > $2 order by due_at, id limit 1",
    [ctx.organizationId, ctx.now],
  );
  return row && Math.max(1, Math.ceil((row.due.getTime() - ctx.now.getTime()) / 60_000));
}

/** A phone or an inbox, and the patients who use it. */
export type Endpoint = { id: string; kind: "phone" | "email"; address: string; names: string[] };

const named = (
  ctx: Ctx,
  p: Params,
): string => `select e.id, e.kind, e.address, coalesce(array_agg(distinct trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name)) filter (where p.id is not null), '{}') as names
  from endpoint e left join patient_contact c on c.organization_id = e.organization_id and c.endpoint_id = e.id
  left join patient p on p.organization_id = c.organization_id and p.id = c.patient_id and p.merged_into is null and ${seesPatient(ctx, p, "p")}`;

/** Staff have inboxes too, for what is written to them about their accounts. */
const MEMBERS = "app_user u join membership m on m.user_id = u.id and m.organization_id = $1";

/** Those of the addresses that belong to this organization's patients or staff; what another organization's use is not among them. */
export async function knownEndpoints(ctx: Ctx, addresses: readonly string[]): Promise<Endpoint[]> {
  if (addresses.length === 0) return [];
  const p = new Params([ctx.organizationId, addresses]);
  return ctx.sql<Endpoint>(
    `${named(ctx, p)} where e.organization_id = $1 and e.kind in ('phone', 'email') and e.address = any ($2::text[]) and ${seesEndpoint(ctx, p, "e")} group by e.id, e.kind, e.address
     union all select u.id, 'email', u.email, array[u.name] from ${MEMBERS} where u.email = any ($2::text[])
       and not exists (select 1 from endpoint e where e.organization_id = $1 and e.address = u.email)`,
    p.values,
  );
}

/** The phone number or e-mail address of an endpoint or a member; undefined where this organization has none of that id. */
export async function findEndpointAddress(ctx: Ctx, id: string): Promise<string | undefined> {
  if (!isId(id)) return undefined;
  const p = new Params([ctx.organizationId, id]);
  const [row] = await ctx.sql<{ address: string }>(
    `select e.address from endpoint e where e.organization_id = $1 and e.id = $2 and ${seesEndpoint(ctx, p, "e")}
     union all select u.email from ${MEMBERS} where u.id = $2`,
    p.values,
  );
  return row?.address;
}

const MOST = 100;

/** Patients' phones and inboxes by name: everyone's (the first hundred patients), or those of the patients that the words find. */
export async function findEndpoints(ctx: Ctx, text: string): Promise<Endpoint[]> {
  const words = searchWords(text);
  if (text && words.length === 0) return [];
  const p = new Params([ctx.organizationId, words, MOST]);
  const who = words.length
    ? `select id from ${patientSearch(ctx, p, "$2", MOST)} where $3::int > 0`
    : `select p.id from patient p where p.organization_id = $1 and p.merged_into is null and ${seesPatient(ctx, p, "p")} order by p.last_norm, p.first_norm, p.id limit $3`;
  return ctx.sql<Endpoint>(
    `with who as (${who}), ids as (select distinct c.endpoint_id as id from patient_contact c join who on who.id = c.patient_id where c.organization_id = $1 and $2::text[] is not null)
     ${named(ctx, p)} where e.organization_id = $1 and e.id in (select id from ids) group by e.id, e.kind, e.address order by names, e.address`,
    p.values,
  );
}
