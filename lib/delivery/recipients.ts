import { type HouseholdNames, type Member, toldApart } from "@/lib/consent/household";
import { consentSettings } from "@/lib/consent/settings";
import type { Ctx } from "@/lib/context";
import { loadSettings } from "@/lib/settings/resolve";
import type { Decided } from "./decide-rows";

/** What the words of a message have to know of who reads it. */
export type Recipient = {
  names: HouseholdNames;
  /** What the patient is called, where others are reached at the same number or address ([CON-04]). */
  household?: string;
  /** Whose contact it is, where it is a guardian's ([CON-15]). */
  guardianFirstName?: string;
};

type Found = { endpointId: string; patientId: string; guardian: string | null; others: Member[] };

/** The recipients of these rows, by row id: who shares the number or address that each goes to, and whose it is. */
export async function recipientsOf(ctx: Ctx, decided: readonly Decided[]): Promise<Map<string, Recipient>> {
  const settings = await loadSettings(ctx);
  const at = decided.map((d) => ({
    ...d,
    endpointId: d.verdict.outcome === "send" ? d.verdict.contact.endpointId : d.row.endpointId,
    patientId: d.visit?.patientId ?? d.row.patientId,
  }));
  const asked = at.filter((d) => d.endpointId && d.patientId);
  const found = asked.length
    ? await ctx.sql<Found>(
        `select w.endpoint_id as "endpointId", w.patient_id as "patientId",
           (select g.first_name from patient_contact c join guardian g on g.organization_id = c.organization_id and g.id = c.guardian_id and g.ended_at is null
             where c.organization_id = $1 and c.patient_id = w.patient_id and c.endpoint_id = w.endpoint_id limit 1) as guardian,
           coalesce((select json_agg(distinct jsonb_build_object('id', p.id, 'firstName', p.first_name, 'lastName', p.last_name, 'preferredName', p.preferred_name))
             from patient_contact c join patient p on p.organization_id = c.organization_id and p.id = c.patient_id
             where c.organization_id = $1 and c.endpoint_id = w.endpoint_id and c.patient_id <> w.patient_id and c.archived_at is null
               and p.status = 'active' and p.merged_into is null), '[]'::json) as others
         from (select distinct * from unnest($2::uuid[], $3::uuid[]) as v (endpoint_id, patient_id)) w`,
        [ctx.organizationId, asked.map((d) => d.endpointId), asked.map((d) => d.patientId)],
      )
    : [];
  const byPlace = new Map(found.map((f) => [`${f.endpointId} ${f.patientId}`, f]));
  return new Map(
    at.map((d) => {
      const names = settings.get(consentSettings.household, d.visit ?? {}).value;
      const place = byPlace.get(`${d.endpointId} ${d.patientId}`);
      return [
        d.row.id,
        {
          names,
          ...(place?.others.length && d.visit ? { household: toldApart(d.visit.patient, place.others, names) } : {}),
          ...(place?.guardian ? { guardianFirstName: place.guardian } : {}),
        },
      ];
    }),
  );
}
