import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { replanPatients } from "@/lib/delivery/plan";
import { touch } from "@/lib/live/notify";
import { lockPatient } from "./lock-patient";

/** [REM-29] Sets a patient active, inactive or deceased. What was planned for one who is not active is skipped in the same transaction. */
export async function setPatientStatus(ctx: Ctx, input: { patientId: string; status: "active" | "inactive" | "deceased" }): Promise<void> {
  requireRole(ctx, "staff");
  const before = await lockPatient(ctx, input.patientId);
  if (before.status === input.status) return;
  await ctx.sql(
    "update patient set status = $3, status_source = 'staff', updated_at = clock_timestamp() where organization_id = $1 and id = $2",
    [ctx.organizationId, before.id, input.status],
  );
  await audit(ctx, {
    action: "set-patient-status",
    entity: "patient",
    entityId: before.id,
    patientId: before.id,
    detail: { from: before.status, to: input.status },
  });
  await replanPatients(ctx, [before.id]);
  await touch(ctx, "patients", "messages", "appointments");
}
