import { audit } from "@/lib/audit/write";
import { queueAccountMail } from "@/lib/auth/mail/queue";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { AppError, conflict, forbidden, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";
import { loadSettings } from "@/lib/settings/resolve";
import { openTask } from "@/lib/tasks/open-task";
import { mayPatient } from "./guard";
import type { EmergencyInput } from "./schemas";
import { accessSettings } from "./settings";

/**
 * [SEC-09] Opens one facility or one patient outside the user's groups for the organization's minutes, with a reason. Admins are told at
 * once by task and e-mail; until it ends, what the user does is marked in the audit. The reason stays out of the audit: it may name a
 * patient. Gives the id and when it ends by itself. Errors: forbidden (switched off), not-found, conflict (in sight already).
 */
export async function takeEmergencyAccess(ctx: Ctx, input: EmergencyInput): Promise<{ id: string; until: Date }> {
  requireRole(ctx, "staff");
  if (ctx.actor.kind !== "user") throw forbidden();
  const settings = await loadSettings(ctx);
  if (!settings.get(accessSettings.emergencyOn).value)
    throw new AppError("forbidden", "Your organization does not allow emergency access. Ask an admin to put you into the right group.");
  await requireOutOfSight(ctx, input);
  const minutes = Number(settings.get(accessSettings.emergencyMinutes).value);
  const id = newId();
  const [row] = await ctx.sql<{ until: Date }>(
    `insert into emergency_access (organization_id, id, user_id, facility_id, patient_id, reason, expires_at)
     values ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(mins => $7)) returning expires_at as until`,
    [ctx.organizationId, id, ctx.actor.id, input.facilityId ?? null, input.patientId ?? null, input.reason, minutes],
  );
  await audit(ctx, {
    action: "take-emergency-access",
    entity: "emergency-access",
    entityId: id,
    ...(input.patientId ? { patientId: input.patientId } : {}),
    detail: { minutes, facilityId: input.facilityId ?? null },
  });
  await tellAdmins(ctx, id);
  await touch(ctx, "practice");
  return { id, until: row!.until };
}

/** Ends an emergency access before its time: one's own, or anybody's for an admin. Errors: forbidden, not-found. Ending twice changes nothing. */
export async function endEmergencyAccess(ctx: Ctx, input: { id: string }): Promise<void> {
  requireRole(ctx, "staff");
  if (ctx.actor.kind !== "user") throw forbidden();
  const [row] = await ctx.sql<{ userId: string; over: boolean; patientId: string | null }>(
    `select user_id as "userId", ended_at is not null or expires_at <= clock_timestamp() as over, patient_id as "patientId"
     from emergency_access where organization_id = $1 and id = $2 for update`,
    [ctx.organizationId, input.id],
  );
  if (!row || (row.userId !== ctx.actor.id && ctx.actor.role !== "admin")) throw notFound("emergency access");
  if (row.over) return;
  await ctx.sql("update emergency_access set ended_at = clock_timestamp(), ended_by = $3 where organization_id = $1 and id = $2", [
    ctx.organizationId,
    input.id,
    ctx.actor.id,
  ]);
  await audit(ctx, {
    action: "end-emergency-access",
    entity: "emergency-access",
    entityId: input.id,
    ...(row.patientId ? { patientId: row.patientId } : {}),
  });
  await touch(ctx, "practice");
}

async function requireOutOfSight(ctx: Ctx, input: EmergencyInput): Promise<void> {
  const seen = (): never => {
    throw conflict("You see this already; no emergency access is needed.");
  };
  if (input.facilityId) {
    const [facility] = await ctx.sql("select 1 from facility where organization_id = $1 and id = $2", [
      ctx.organizationId,
      input.facilityId,
    ]);
    if (!facility) throw notFound("facility");
    if (ctx.access.facilities === null || ctx.access.facilities.includes(input.facilityId)) seen();
    return;
  }
  const [patient] = await ctx.sql("select 1 from patient where organization_id = $1 and id = $2 and merged_into is null", [
    ctx.organizationId,
    input.patientId,
  ]);
  if (!patient) throw notFound("patient");
  // In sight, but a visit or message of another facility may not be: then the facility is what to open.
  if (await mayPatient(ctx, input.patientId!)) seen();
}

async function tellAdmins(ctx: Ctx, id: string): Promise<void> {
  const [user] = await ctx.sql<{ name: string }>("select name from app_user where id = $1", [
    ctx.actor.kind === "user" ? ctx.actor.id : null,
  ]);
  await openTask(ctx, { kind: "emergency-access", detail: { user: user?.name ?? "Someone" }, dedupeKey: `emergency-access:${id}` });
  const admins = await ctx.sql<{ id: string }>(
    "select user_id as id from membership where organization_id = $1 and role = 'admin' and deactivated_at is null",
    [ctx.organizationId],
  );
  for (const admin of admins) await queueAccountMail(ctx, { mail: "emergency-access", userId: admin.id });
}
