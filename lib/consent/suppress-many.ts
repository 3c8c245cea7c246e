import type { Ctx } from "@/lib/context";
import { replanPatients } from "@/lib/delivery/plan";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";

/** One line of an uploaded list, read: an address as the product stores it, and what is not wanted there. */
export type ListEntry = {
  kind: "phone" | "email";
  address: string;
  /** Null: everything. */
  channel: "sms" | "voice" | "email" | null;
  note: string | null;
  /** The line says itself that this is the patient's or the carrier's word, as the downloaded list does: it adds nothing to that word. */
  repeatsPatient?: boolean;
};

type Scoped = { endpointId: string; channel: string | null };

/**
 * [CON-09] Puts a part of an uploaded list on the do-not-contact list: at once, with a line of the consent ledger each, and plans again
 * what the patients concerned have ahead. `by` is the user who uploaded it. What the clinic has on the list for the same channel stays as it is,
 * so that the same file twice changes nothing. A patient's own STOP does not stand for the clinic's word, because START lifts it and would lift
 * this with it. Gives for each entry whether it is new. The audit entry is the import's: one for the file.
 */
export async function suppressMany(ctx: Ctx, entries: readonly ListEntry[], by: string | null): Promise<boolean[]> {
  if (!entries.length) return [];
  await makeEndpoints(ctx, entries);
  const endpoints = await endpointIds(ctx, entries);
  const ids = [...new Set(endpoints.values())].toSorted();
  await ctx.sql("select 1 from endpoint where organization_id = $1 and id = any ($2::uuid[]) order by id for no key update", [
    ctx.organizationId,
    ids,
  ]);
  const known = await activeEntries(ctx, ids);
  const fresh = entries.map((entry) => {
    const key = scopeKey({ endpointId: endpoints.get(addressKey(entry))!, channel: entry.channel });
    if (isKnown(entry, key, known)) return false;
    known.ours.add(key);
    return true;
  });
  const added = entries.filter((_entry, index) => fresh[index]);
  if (!added.length) return fresh;
  await insertEntries(ctx, added, endpoints, by);
  const patients = await ctx.sql<{ id: string }>(
    "select distinct patient_id as id from patient_contact where organization_id = $1 and endpoint_id = any ($2::uuid[])",
    [ctx.organizationId, [...new Set(added.map((entry) => endpoints.get(addressKey(entry))))]],
  );
  await replanPatients(
    ctx,
    patients.map((p) => p.id),
  );
  await touch(ctx, "suppressions", "messages", "patients");
  return fresh;
}

/** [CON-09] Which of these entries suppressMany would add; writes nothing. */
export async function findFresh(ctx: Ctx, entries: readonly ListEntry[]): Promise<boolean[]> {
  const endpoints = await endpointIds(ctx, entries);
  const known = await activeEntries(ctx, [...endpoints.values()]);
  return entries.map((entry) => {
    const endpointId = endpoints.get(addressKey(entry));
    return endpointId === undefined || !isKnown(entry, scopeKey({ endpointId, channel: entry.channel }), known);
  });
}

const addressKey = (entry: Pick<ListEntry, "kind" | "address">): string => `${entry.kind} ${entry.address}`;
const scopeKey = (scope: Scoped): string => `${scope.endpointId} ${scope.channel ?? ""}`;

async function makeEndpoints(ctx: Ctx, entries: readonly ListEntry[]): Promise<void> {
  // In one order everywhere, so that two uploads of the same addresses wait for each other instead of locking each other out.
  const all = [...new Map(entries.map((entry) => [addressKey(entry), entry])).entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
  await ctx.sql(
    `insert into endpoint (organization_id, id, kind, address) select $1, * from unnest($2::uuid[], $3::text[], $4::text[])
     on conflict (organization_id, kind, address) do nothing`,
    [ctx.organizationId, all.map(() => newId()), all.map(([, entry]) => entry.kind), all.map(([, entry]) => entry.address)],
  );
}

async function endpointIds(ctx: Ctx, entries: readonly ListEntry[]): Promise<Map<string, string>> {
  const found = await ctx.sql<{ id: string; kind: "phone" | "email"; address: string }>(
    `select e.id, e.kind, e.address from unnest($2::text[], $3::text[]) w (kind, address) cross join lateral
       (select id, kind, address from endpoint where organization_id = $1 and kind = w.kind and address = w.address offset 0) e`,
    [ctx.organizationId, entries.map((entry) => entry.kind), entries.map((entry) => entry.address)],
  );
  return new Map(found.map((row) => [addressKey(row), row.id]));
}

/** What is on the list already: by the clinic's word, and by the patient's or the carrier's. */
type Known = { ours: Set<string>; theirs: Set<string> };

const isKnown = (entry: ListEntry, key: string, known: Known): boolean =>
  known.ours.has(key) || (entry.repeatsPatient === true && known.theirs.has(key));

async function activeEntries(ctx: Ctx, endpoints: readonly string[]): Promise<Known> {
  const found = await ctx.sql<Scoped & { theirs: boolean }>(
    `select endpoint_id as "endpointId", channel, source in ('patient', 'carrier') as theirs from suppression
     where organization_id = $1 and endpoint_id = any ($2::uuid[]) and lifted_at is null`,
    [ctx.organizationId, endpoints],
  );
  const keys = (theirs: boolean): Set<string> => new Set(found.filter((row) => row.theirs === theirs).map(scopeKey));
  return { ours: keys(false), theirs: keys(true) };
}

async function insertEntries(
  ctx: Ctx,
  entries: readonly ListEntry[],
  endpoints: ReadonlyMap<string, string>,
  by: string | null,
): Promise<void> {
  const ids = entries.map(() => newId());
  const at = entries.map((entry) => endpoints.get(addressKey(entry)));
  const channels = entries.map((entry) => entry.channel);
  await ctx.sql(
    `insert into suppression (organization_id, id, endpoint_id, channel, source, how, note, created_by, created_at)
     select $1, id, endpoint_id, channel, 'import', 'import', note, $6, $7 from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) w (id, endpoint_id, channel, note)`,
    [ctx.organizationId, ids, at, channels, entries.map((entry) => entry.note), by, ctx.now],
  );
  await ctx.sql(
    `insert into consent_event (organization_id, id, endpoint_id, kind, channel, source, suppression_id, at)
     select $1, id, endpoint_id, 'opt-out', channel, 'import', suppression_id, $6 from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[]) w (id, endpoint_id, channel, suppression_id)`,
    [ctx.organizationId, entries.map(() => newId()), at, channels, ids, ctx.now],
  );
}
