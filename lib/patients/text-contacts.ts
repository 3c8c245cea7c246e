import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";

/** [CON-02] Mobiles that were filed for calls only can be texted too: adds the missing text contact beside the call contact. Gives how many were added. */
export async function addTextContacts(ctx: Ctx, endpointIds: readonly string[]): Promise<number> {
  if (!endpointIds.length) return 0;
  const missing = await ctx.sql<{
    patientId: string;
    endpointId: string;
    role: string;
    rank: number;
    source: string;
    guardianId: string | null;
  }>(
    `select c.patient_id as "patientId", c.endpoint_id as "endpointId", c.role, c.rank, c.source, c.guardian_id as "guardianId" from patient_contact c
     where c.organization_id = $1 and c.endpoint_id = any ($2::uuid[]) and c.channel = 'voice' and c.archived_at is null
       and not exists (select 1 from patient_contact s where s.organization_id = c.organization_id and s.patient_id = c.patient_id and s.endpoint_id = c.endpoint_id and s.channel = 'sms')`,
    [ctx.organizationId, endpointIds],
  );
  if (!missing.length) return 0;
  await ctx.sql(
    `insert into patient_contact (organization_id, id, patient_id, endpoint_id, channel, role, rank, source, guardian_id)
     select $1, v.id, v.patient_id, v.endpoint_id, 'sms', v.role, v.rank, v.source, v.guardian_id
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::text[], $8::uuid[]) as v (id, patient_id, endpoint_id, role, rank, source, guardian_id) on conflict do nothing`,
    [
      ctx.organizationId,
      missing.map(() => newId()),
      missing.map((m) => m.patientId),
      missing.map((m) => m.endpointId),
      missing.map((m) => m.role),
      missing.map((m) => m.rank),
      missing.map((m) => m.source),
      missing.map((m) => m.guardianId),
    ],
  );
  return missing.length;
}
