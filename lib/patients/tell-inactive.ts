import type { Ctx } from "@/lib/context";
import { openTask } from "@/lib/tasks/open-task";

/** [REM-29] Tells staff when a record update (not a person) made patients inactive or deceased who still have visits ahead. */
export async function tellInactive(ctx: Ctx, changed: readonly { id: string; status: string }[]): Promise<void> {
  if (!changed.length) return;
  const ahead = await ctx.sql<{ patientId: string; appointmentId: string; facilityId: string }>(
    `select distinct on (a.patient_id) a.patient_id as "patientId", a.id as "appointmentId", a.facility_id as "facilityId" from appointment a
     where a.organization_id = $1 and a.patient_id = any ($2::uuid[]) and a.lifecycle = 'booked' and a.starts_at > $3 order by a.patient_id, a.starts_at`,
    [ctx.organizationId, changed.map((c) => c.id), ctx.now],
  );
  const status = new Map(changed.map((c) => [c.id, c.status]));
  for (const visit of ahead)
    await openTask(ctx, {
      kind: "patient-inactive",
      ...visit,
      detail: { status: status.get(visit.patientId)! },
      dedupeKey: `patient-inactive:${visit.patientId}`,
    });
}
