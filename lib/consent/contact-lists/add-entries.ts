import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { replanPatients } from "@/lib/delivery/plan";
import { invalid } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";
import { normaliseContact } from "@/lib/patients/phones";
import type { ContactList } from "../choose-contact";
import { ensureEndpoint } from "../endpoints";

/** So many at once. */
export const MOST_AT_ONCE = 500;

/**
 * [CON-07] [CON-08] Managers put numbers and addresses on the allow-list or the block-list, one a line; what is planned for them is planned
 * again. One that is on the list already stays as it is. Nothing is added while one line is neither a number nor an address (throws invalid,
 * naming the lines). Gives how many are new.
 */
export async function addToContactList(
  ctx: Ctx,
  input: { list: ContactList; addresses: string; note?: string },
): Promise<{ added: number; already: number }> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  const lines = input.addresses
    .split(/[\n;,]/)
    .map((line) => line.trim())
    .filter(Boolean);
  const read = lines.map((line) => ({ line, contact: normaliseContact(line) }));
  const wrong = read.flatMap(({ line, contact }) => (contact ? [] : [line]));
  if (!lines.length) throw invalid("Write a number or an address.", { addresses: "Write a number or an address, one a line." });
  if (lines.length > MOST_AT_ONCE)
    throw invalid("These are too many at once.", { addresses: `Add up to ${MOST_AT_ONCE} at once; these are ${lines.length}.` });
  if (wrong.length)
    throw invalid("Nothing was added yet.", {
      addresses: `Neither a phone number nor an e-mail address: ${wrong.slice(0, 5).join(", ")}${wrong.length > 5 ? ` and ${wrong.length - 5} more` : ""}.`,
    });
  const wanted = new Map(read.map(({ contact }) => [`${contact!.kind} ${contact!.address}`, contact!]));
  const ids: string[] = [];
  // In one order everywhere, so that two lists added at the same moment wait for each other instead of locking each other out.
  for (const [, contact] of [...wanted].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    ids.push(await ensureEndpoint(ctx, contact.kind, contact.address));
  const added = await ctx.sql<{ id: string; endpointId: string }>(
    `insert into contact_list_entry (organization_id, id, list, endpoint_id, note, created_by, created_at)
     select $1, v.id, $2, v.endpoint_id, $3, $4, $5 from unnest($6::uuid[], $7::uuid[]) as v (id, endpoint_id)
     on conflict (organization_id, endpoint_id, list) do nothing returning id, endpoint_id as "endpointId"`,
    [
      ctx.organizationId,
      input.list,
      input.note?.trim() || null,
      ctx.actor.kind === "user" ? ctx.actor.id : null,
      ctx.now,
      ids.map(() => newId()),
      ids,
    ],
  );
  if (!added.length) return { added: 0, already: wanted.size };
  await audit(ctx, {
    action: "add-to-contact-list",
    entity: "contact-list",
    ids: added.map((row) => row.id),
    detail: { list: input.list, added: added.length },
  });
  await replanEndpoints(
    ctx,
    added.map((row) => row.endpointId),
  );
  return { added: added.length, already: wanted.size - added.length };
}

/** Plans again what the patients of these numbers and addresses have ahead. */
export async function replanEndpoints(ctx: Ctx, endpointIds: readonly string[]): Promise<void> {
  const patients = await ctx.sql<{ id: string }>(
    "select distinct patient_id as id from patient_contact where organization_id = $1 and endpoint_id = any ($2::uuid[])",
    [ctx.organizationId, endpointIds],
  );
  await replanPatients(
    ctx,
    patients.map((p) => p.id),
  );
  await touch(ctx, "suppressions", "messages", "patients");
}
