import { audit } from "@/lib/audit/write";
import type { Ctx } from "@/lib/context";

/**
 * Ends the links that were sent to numbers and addresses these patients have no more (replaced, archived): whoever reads them now opens nothing of
 * the patient's ([APP-05]). What stops messages stays open, because the reader of an old number may still ask for it. Contacts still in use and
 * those of others at the same number keep theirs. For verbs that have authorised the change. Gives how many were still open.
 */
export async function endLinksOfOldContacts(ctx: Ctx, contacts: readonly { patientId: string; endpointId: string }[]): Promise<number> {
  if (!contacts.length) return 0;
  const rows = await ctx.sql<{ id: string }>(
    `update link l set revoked_at = $2 from unnest($3::uuid[], $4::uuid[]) as w (patient_id, endpoint_id)
     where l.organization_id = $1 and l.revoked_at is null and l.purpose not in ('preferences', 'unsubscribe')
       and l.patient_id = w.patient_id and l.endpoint_id = w.endpoint_id
       and not exists (select 1 from patient_contact c where c.organization_id = $1 and c.patient_id = w.patient_id and c.endpoint_id = w.endpoint_id and c.archived_at is null)
     returning l.id`,
    [ctx.organizationId, ctx.now, contacts.map((c) => c.patientId), contacts.map((c) => c.endpointId)],
  );
  if (rows.length)
    await audit(ctx, { action: "revoke-link", entity: "link", ids: rows.map((row) => row.id), detail: { why: "contact-gone" } });
  return rows.length;
}
