import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { replanAppointments } from "@/lib/delivery/plan";
import { touch } from "@/lib/live/notify";
import { lockAppointment } from "./lock";

/** [REM-10] Staff block or unblock the reminders of one visit; nothing already queued goes out while blocked. */
export async function blockReminders(ctx: Ctx, input: { appointmentId: string; blocked: boolean }): Promise<void> {
  requireRole(ctx, "staff");
  const before = await lockAppointment(ctx, input.appointmentId);
  if (before.remindersBlocked === input.blocked) return;
  await ctx.sql("update appointment set reminders_blocked = $3, updated_at = clock_timestamp() where organization_id = $1 and id = $2", [
    ctx.organizationId,
    before.id,
    input.blocked,
  ]);
  await audit(ctx, {
    action: input.blocked ? "block-reminders" : "unblock-reminders",
    entity: "appointment",
    entityId: before.id,
    patientId: before.patientId,
  });
  await replanAppointments(ctx, [before.id]);
  await touch(ctx, "appointments", "messages");
}
