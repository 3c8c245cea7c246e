import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import { endLinksOfOldContacts } from "@/lib/links/end-links";
import type { ContactChanges, ImportedContact } from "./contact-changes";

/** Endpoint ids of many addresses at once, by `kind address`; missing ones are made. Addresses go in order, so that two imports cannot wait for each other. */
async function ensureEndpoints(ctx: Ctx, contacts: readonly { kind: string; address: string }[]): Promise<Map<string, string>> {
  const wanted = [...new Set(contacts.map((c) => `${c.kind} ${c.address}`))].sort();
  if (wanted.length === 0) return new Map();
  const kinds = wanted.map((w) => w.slice(0, 5));
  const addresses = wanted.map((w) => w.slice(6));
  const select = `select e.* from unnest($2::text[], $3::text[]) w (kind, address)
    cross join lateral (select id, kind, address from endpoint where organization_id = $1 and kind = w.kind and address = w.address offset 0) e`;
  const made = await ctx.sql<{ id: string; kind: string; address: string }>(
    `insert into endpoint (organization_id, id, kind, address)
     select $1, * from unnest($4::uuid[], $2::text[], $3::text[])
     on conflict (organization_id, kind, address) do nothing returning id, kind, address`,
    [ctx.organizationId, kinds, addresses, wanted.map(() => newId())],
  );
  const rows =
    made.length === wanted.length
      ? made
      : [...made, ...(await ctx.sql<(typeof made)[number]>(select, [ctx.organizationId, kinds, addresses]))];
  return new Map(rows.map((r) => [`${r.kind} ${r.address}`, r.id]));
}

export type NewContact = ImportedContact & { patientId: string; preferred: boolean };

/** Adds contacts of an import, with the endpoints they need. */
export async function addContacts(ctx: Ctx, contacts: readonly NewContact[]): Promise<void> {
  if (contacts.length === 0) return;
  const endpoints = await ensureEndpoints(ctx, contacts);
  await ctx.sql(
    `insert into patient_contact (organization_id, id, patient_id, endpoint_id, channel, role, rank, preferred, source)
     select $1, *, 'import' from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::smallint[], $8::boolean[])
     on conflict (organization_id, patient_id, endpoint_id, channel) do nothing`,
    [
      ctx.organizationId,
      contacts.map(() => newId()),
      contacts.map((c) => c.patientId),
      contacts.map((c) => endpoints.get(`${c.kind} ${c.address}`)),
      contacts.map((c) => c.channel),
      contacts.map((c) => c.role),
      contacts.map((c) => c.rank),
      contacts.map((c) => c.preferred),
    ],
  );
}

/** Applies what contactChanges() found to contacts that exist. */
export async function changeContacts(ctx: Ctx, changes: readonly ContactChanges[]): Promise<void> {
  const run = async (ids: string[], set: string): Promise<void> => {
    if (ids.length)
      await ctx.sql(
        `update patient_contact set ${set}, updated_at = clock_timestamp() where organization_id = $1 and id = any($2::uuid[])`,
        [ctx.organizationId, ids],
      );
  };
  await run(
    changes.flatMap((c) => c.revive),
    "archived_at = null, archived_reason = null, archived_message_id = null",
  );
  const replaced = changes.flatMap((c) => c.replace);
  if (replaced.length) {
    const gone = await ctx.sql<{ patientId: string; endpointId: string }>(
      `update patient_contact set archived_at = $3, archived_reason = 'replaced', preferred = false, updated_at = clock_timestamp()
       where organization_id = $1 and id = any($2::uuid[]) returning patient_id as "patientId", endpoint_id as "endpointId"`,
      [ctx.organizationId, replaced, ctx.now],
    );
    await endLinksOfOldContacts(ctx, gone);
  }
  await run(
    changes.flatMap((c) => c.prefer),
    "preferred = true",
  );
  await run(
    changes.flatMap((c) => c.unprefer),
    "preferred = false",
  );
}
