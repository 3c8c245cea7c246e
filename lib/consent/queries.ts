import type { Ctx } from "@/lib/context";
import type { ContactFacts, SenderFacts } from "./choose-contact";

/** Every contact of these patients with its endpoint and active do-not-contact entries, by patient. */
export async function loadContacts(ctx: Ctx, patientIds: readonly string[]): Promise<Map<string, ContactFacts[]>> {
  const byPatient = new Map<string, ContactFacts[]>();
  if (!patientIds.length) return byPatient;
  const rows = await ctx.sql<ContactFacts & { patientId: string }>(
    `select c.patient_id as "patientId", c.id as "contactId", c.endpoint_id as "endpointId", e.address, c.channel, c.rank, c.preferred,
            c.archived_at is not null as archived, coalesce(c.archived_reason in ('wrong-number', 'do-not-contact'), false) or g.ended_at is not null as "wrongNumber", e.line_type as "lineType", e.invalid_code as "invalidCode",
            case when g.id is null or g.ended_at is not null then null else json_build_object('id', g.id, 'firstName', g.first_name, 'always', g.always) end as guardian,
            coalesce((select json_agg(json_build_object('channel', s.channel)) from suppression s
                      where s.organization_id = c.organization_id and s.endpoint_id = c.endpoint_id and s.lifted_at is null), '[]'::json) as suppressions,
            array(select l.list from contact_list_entry l where l.organization_id = c.organization_id and l.endpoint_id = c.endpoint_id) as lists
     from patient_contact c join endpoint e on e.organization_id = c.organization_id and e.id = c.endpoint_id
     left join guardian g on g.organization_id = c.organization_id and g.id = c.guardian_id
     where c.organization_id = $1 and c.patient_id = any ($2::uuid[])`,
    [ctx.organizationId, patientIds],
  );
  for (const { patientId, ...contact } of rows) {
    const list = byPatient.get(patientId);
    if (list) list.push(contact);
    else byPatient.set(patientId, [contact]);
  }
  return byPatient;
}

/** The organization's senders, with those stopped (or whose account is) marked. */
export async function loadSenders(ctx: Ctx): Promise<SenderFacts[]> {
  return ctx.sql<SenderFacts>(
    `select s.id, s.channel, s.address, s.carrier_account_id as "carrierAccountId", s.facility_id as "facilityId", s.is_default as "isDefault",
            s.stopped_at is not null or c.stopped_at is not null as stopped
     from sender s join carrier_account c on c.organization_id = s.organization_id and c.id = s.carrier_account_id
     where s.organization_id = $1 order by s.created_at, s.id`,
    [ctx.organizationId],
  );
}
