import { audit } from "@/lib/audit/write";
import { requireRoleOrWorkflow } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { replanAppointments } from "@/lib/delivery/plan";
import { conflict } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";
import { lockAppointment } from "./lock";

/** Staff cancel a visit. Its reminders are skipped in the same transaction ([REM-07]). Cancelling twice changes nothing. */
export async function cancelAppointment(ctx: Ctx, input: { appointmentId: string; reason?: string }): Promise<void> {
  requireRoleOrWorkflow(ctx, "staff");
  const before = await lockAppointment(ctx, input.appointmentId);
  if (before.lifecycle === "cancelled") return;
  if (before.lifecycle !== "booked") throw conflict(`This visit is ${before.lifecycle} and cannot be cancelled.`);
  await ctx.sql(
    `update appointment set lifecycle = 'cancelled', cancelled_at = $3, cancelled_channel = 'staff', cancelled_by = $4, cancel_reason = $5, updated_at = clock_timestamp()
     where organization_id = $1 and id = $2`,
    [ctx.organizationId, before.id, ctx.now, ctx.actor.kind === "user" ? ctx.actor.id : null, input.reason ?? null],
  );
  await audit(ctx, { action: "cancel-appointment", entity: "appointment", entityId: before.id, patientId: before.patientId });
  await emit(ctx, "luma/appointment.changed", { appointmentId: before.id, change: "cancelled" });
  await replanAppointments(ctx, [before.id]);
  await touch(ctx, "appointments", "messages");
}
