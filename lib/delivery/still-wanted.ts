import { withContext } from "@/lib/context";
import type { Prepared } from "./send";

/**
 * A message that had to wait for its turn after it was decided: false where the claim is lost, the organization's sends are halted ([DLV-14]) or, for a reminder, where the visit was cancelled, moved
 * or blocked, the patient's record ended, or the number opted out meanwhile ([REM-07]).
 */
export function stillWanted(organizationId: string, p: Prepared): Promise<boolean> {
  return withContext({ organizationId, actor: { kind: "workflow", name: "dispatch" } }, async (ctx) => {
    const rows = await ctx.sql(
      `select 1 from planned_message p
       left join appointment a on a.organization_id = p.organization_id and a.id = p.appointment_id
       left join patient t on t.organization_id = p.organization_id and t.id = p.patient_id
       where p.organization_id = $1 and p.id = $2 and p.state = 'claimed' and p.claim_token = $3
         and not exists (select 1 from organization o where o.id = $1 and o.sends_halted_at is not null)
         and not exists (select 1 from contact_list_entry l where l.organization_id = $1 and l.endpoint_id = $4 and l.list = 'blocked')
         and (p.kind <> 'reminder' or (a.lifecycle = 'booked' and a.schedule_revision = p.schedule_revision and t.status = 'active'
           and not a.reminders_blocked
           and not exists (select 1 from suppression s where s.organization_id = $1 and s.endpoint_id = $4 and s.lifted_at is null and (s.channel is null or s.channel = $5))))`,
      [ctx.organizationId, p.plannedId, p.claimToken, p.endpointId, p.channel],
    );
    return rows.length > 0;
  });
}
