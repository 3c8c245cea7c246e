import { requirePatient } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import { ensureEndpoint } from "@/lib/consent/endpoints";
import type { Ctx } from "@/lib/context";
import { replanPatients } from "@/lib/delivery/plan";
import { invalid, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { endLinksOfOldContacts } from "@/lib/links/end-links";
import { touch } from "@/lib/live/notify";
import { lockPatient, refreshSearch } from "./lock-patient";
import { normaliseContact } from "./phones";

type Address = { kind: "phone" | "email"; address: string };
type Channel = "sms" | "voice" | "email";

/** [CON-03] Adds a phone number (for texts and calls) or an e-mail address to a patient. One that was archived comes back. Throws invalid for an address that is none. */
export async function addContact(ctx: Ctx, input: { patientId: string; address: string }): Promise<{ endpointId: string }> {
  requireRole(ctx, "staff");
  const address = readAddress(input.address);
  await lockPatient(ctx, input.patientId);
  const endpointId = await storeContact(ctx, input.patientId, address);
  await changed(ctx, "add-contact", input.patientId, { kind: address.kind });
  return { endpointId };
}

/** [CON-03] The number or address was wrong or is a new one: the old contacts are archived as replaced, the new ones take their place and rank. */
export async function changeAddress(ctx: Ctx, input: { patientId: string; endpointId: string; address: string }): Promise<void> {
  requireRole(ctx, "staff");
  const address = readAddress(input.address);
  await lockPatient(ctx, input.patientId);
  const old = await ctx.sql<{ channel: Channel; preferred: boolean; rank: number; role: string; guardianId: string | null }>(
    `update patient_contact c set archived_at = $4, archived_reason = 'replaced', updated_at = clock_timestamp()
     where c.organization_id = $1 and c.patient_id = $2 and c.endpoint_id = $3 and c.archived_at is null returning channel, preferred, rank, role, guardian_id as "guardianId"`,
    [ctx.organizationId, input.patientId, input.endpointId, ctx.now],
  );
  if (!old.length) throw notFound("contact");
  const fits = old.every((c) => (c.channel === "email") === (address.kind === "email"));
  if (!fits)
    throw invalid("A phone number can only be replaced by a phone number, an e-mail address by another.", {
      address: "Add it as a new contact instead.",
    });
  const endpointId = await ensureEndpoint(ctx, address.kind, address.address);
  for (const c of old) await upsertContact(ctx, { patientId: input.patientId, endpointId, ...c });
  await endLinksOfOldContacts(ctx, [input]);
  await changed(ctx, "change-address", input.patientId, { kind: address.kind });
}

/** Archives one way of reaching the patient, or brings it back. Archived ones are never used ([CON-05]). */
export async function archiveContact(ctx: Ctx, input: { contactId: string; archived: boolean }): Promise<void> {
  requireRole(ctx, "staff");
  const [row] = await ctx.sql<{ patientId: string; endpointId: string }>(
    `update patient_contact set archived_at = $3, archived_reason = case when $4 then 'other' end, archived_message_id = null, preferred = preferred and not $4, updated_at = clock_timestamp()
     where organization_id = $1 and id = $2 returning patient_id as "patientId", endpoint_id as "endpointId"`,
    [ctx.organizationId, input.contactId, input.archived ? ctx.now : null, input.archived],
  );
  if (!row) throw notFound("contact");
  await requirePatient(ctx, row.patientId);
  if (input.archived) await endLinksOfOldContacts(ctx, [row]);
  else await tryAgain(ctx, row.endpointId);
  await changed(ctx, input.archived ? "archive-contact" : "restore-contact", row.patientId, {});
}

/** The patient wants to be reached this way first. */
export async function preferContact(ctx: Ctx, input: { contactId: string }): Promise<void> {
  requireRole(ctx, "staff");
  const [row] = await ctx.sql<{ patientId: string }>(
    `select patient_id as "patientId" from patient_contact where organization_id = $1 and id = $2 and archived_at is null`,
    [ctx.organizationId, input.contactId],
  );
  if (!row) throw notFound("contact");
  await lockPatient(ctx, row.patientId);
  await ctx.sql(
    `update patient_contact set preferred = id = $3, updated_at = clock_timestamp() where organization_id = $1 and patient_id = $2 and preferred is distinct from (id = $3)`,
    [ctx.organizationId, row.patientId, input.contactId],
  );
  await changed(ctx, "prefer-contact", row.patientId, {});
}

/** What kind of line a number is: landlines get no texts. Belongs to the number, so it holds for everyone who shares it. */
export async function setLineType(ctx: Ctx, input: { patientId: string; endpointId: string; lineType: string }): Promise<void> {
  requireRole(ctx, "staff");
  await requirePatient(ctx, input.patientId);
  const rows = await ctx.sql<{ patientId: string }>(
    `with e as (update endpoint set line_type = $3 where organization_id = $1 and id = $2 and kind = 'phone' returning id)
     select distinct c.patient_id as "patientId" from e join patient_contact c on c.organization_id = $1 and c.endpoint_id = e.id`,
    [ctx.organizationId, input.endpointId, input.lineType],
  );
  if (!rows.some((r) => r.patientId === input.patientId)) throw notFound("contact");
  await audit(ctx, {
    action: "set-line-type",
    entity: "endpoint",
    entityId: input.endpointId,
    patientId: input.patientId,
    detail: { lineType: input.lineType },
  });
  await replanPatients(
    ctx,
    rows.map((r) => r.patientId),
  );
  await touch(ctx, "patients", "messages");
}

/** Stores an address with the channels it can carry, after the patient's others; the first one is preferred. With `guardianId` it is that guardian's. The caller authorises, audits and plans. */
export async function storeContact(ctx: Ctx, patientId: string, address: Address, guardianId: string | null = null): Promise<string> {
  const endpointId = await ensureEndpoint(ctx, address.kind, address.address);
  await tryAgain(ctx, endpointId);
  const [place] = await ctx.sql<{ rank: number; any: boolean }>(
    `select coalesce(max(rank) + 1, 0) as rank, bool_or(preferred and archived_at is null) is true as any from patient_contact where organization_id = $1 and patient_id = $2`,
    [ctx.organizationId, patientId],
  );
  const channels: Channel[] = address.kind === "email" ? ["email"] : ["sms", "voice"];
  for (const [index, channel] of channels.entries())
    await upsertContact(ctx, {
      patientId,
      endpointId,
      channel,
      preferred: !place!.any && index === 0,
      rank: place!.rank + index,
      role: guardianId ? "guardian" : "self",
      guardianId,
    });
  return endpointId;
}

/** What a carrier once called invalid is tried again when a person enters it (again) or brings it back: numbers are given out anew, mailboxes mended. */
async function tryAgain(ctx: Ctx, endpointId: string): Promise<void> {
  await ctx.sql(
    "update endpoint set invalid_code = null, invalid_at = null where organization_id = $1 and id = $2 and invalid_code is not null",
    [ctx.organizationId, endpointId],
  );
}

type NewContact = {
  patientId: string;
  endpointId: string;
  channel: Channel;
  preferred: boolean;
  rank: number;
  role: string;
  guardianId: string | null;
};

async function upsertContact(ctx: Ctx, c: NewContact): Promise<void> {
  await ctx.sql(
    `insert into patient_contact (organization_id, id, patient_id, endpoint_id, channel, preferred, rank, role, guardian_id, source) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'staff')
     on conflict (organization_id, patient_id, endpoint_id, channel) do update set archived_at = null, archived_reason = null, archived_message_id = null,
       role = case when patient_contact.guardian_id is distinct from excluded.guardian_id then excluded.role else patient_contact.role end, guardian_id = excluded.guardian_id,
       preferred = patient_contact.preferred or excluded.preferred, source = 'staff', updated_at = clock_timestamp()`,
    [ctx.organizationId, newId(), c.patientId, c.endpointId, c.channel, c.preferred, c.rank, c.role, c.guardianId],
  );
}

/** A number or address as typed, normalised. Throws invalid for one that is none. */
export function readAddress(text: string): Address {
  const address = normaliseContact(text);
  if (!address)
    throw invalid("This is neither a phone number nor an e-mail address.", {
      address: "Use a number like (415) 555-0134 or an address like name@example.com.",
    });
  return address;
}

async function changed(ctx: Ctx, action: string, patientId: string, detail: Record<string, string>): Promise<void> {
  await refreshSearch(ctx, patientId);
  await audit(ctx, { action, entity: "patient", entityId: patientId, patientId, detail });
  await replanPatients(ctx, [patientId]);
  await touch(ctx, "patients", "messages", "appointments");
}
