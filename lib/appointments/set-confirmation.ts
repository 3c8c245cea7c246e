import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { replanAppointments } from "@/lib/delivery/plan";
import { conflict } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";
import { lockAppointment } from "./lock";

/** Staff record that the patient confirmed (by phone, at the desk), or take that back. */
export async function setConfirmation(ctx: Ctx, input: { appointmentId: string; confirmed: boolean }): Promise<void> {
  requireRole(ctx, "staff");
  const before = await lockAppointment(ctx, input.appointmentId);
  if (before.lifecycle !== "booked") throw conflict(`This visit is ${before.lifecycle}; its confirmation cannot change.`);
  if ((before.confirmation === "confirmed") === input.confirmed) return;
  await ctx.sql(
    `update appointment set confirmation = $3, confirmed_at = $4, confirmed_channel = $5, confirmed_by = $6, updated_at = clock_timestamp() where organization_id = $1 and id = $2`,
    [
      ctx.organizationId,
      before.id,
      input.confirmed ? "confirmed" : "unconfirmed",
      input.confirmed ? ctx.now : null,
      input.confirmed ? "staff" : null,
      input.confirmed && ctx.actor.kind === "user" ? ctx.actor.id : null,
    ],
  );
  await audit(ctx, {
    action: "set-confirmation",
    entity: "appointment",
    entityId: before.id,
    patientId: before.patientId,
    detail: { confirmed: input.confirmed },
  });
  await emit(ctx, "luma/appointment.changed", { appointmentId: before.id, change: input.confirmed ? "confirmed" : "unconfirmed" });
  await replanAppointments(ctx, [before.id]);
  await touch(ctx, "appointments", "messages");
}
