import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { AppError, forbidden } from "@/lib/errors";
import { moment, type Moment } from "@/lib/messages/moment";
import { consume, type RateRule } from "@/lib/rate-limit";
import { normaliseName } from "@/lib/patients/normalise";
import { formatDate } from "@/lib/time";
import { loadSettings } from "@/lib/settings/resolve";
import { accessSettings } from "./settings";

/** What may be opened in an emergency by who does not see everything. */
export type EmergencyChoices = {
  allowed: boolean;
  minutes: number;
  /** Facilities out of sight; empty for who sees all. */
  facilities: { id: string; name: string }[];
  seesEverything: boolean;
};

export async function emergencyChoices(ctx: Ctx): Promise<EmergencyChoices> {
  requireRole(ctx, "staff");
  const settings = await loadSettings(ctx);
  const seesEverything = ctx.access.facilities === null;
  return {
    allowed: settings.get(accessSettings.emergencyOn).value,
    minutes: Number(settings.get(accessSettings.emergencyMinutes).value),
    seesEverything,
    facilities: seesEverything
      ? []
      : await ctx.sql(
          "select id, name from facility where organization_id = $1 and archived_at is null and id <> all ($2::uuid[]) order by name, id",
          [ctx.organizationId, ctx.access.facilities],
        ),
  };
}

/** Names and birth dates are not for guessing. */
export const EMERGENCY_LOOK_UPS: RateRule = { name: "emergency-look-up", points: 20, seconds: 3_600 };

/** Patients whom emergency access can be taken for: who knows the last name and the birth date exactly. Audited, found or not. Errors: forbidden, too-many. */
export async function findForEmergency(
  ctx: Ctx,
  input: { lastName: string; birthDate: string },
): Promise<{ id: string; name: string; detail: string }[]> {
  requireRole(ctx, "staff");
  if (ctx.actor.kind !== "user") throw forbidden();
  if (!(await loadSettings(ctx)).get(accessSettings.emergencyOn).value)
    throw new AppError("forbidden", "Your organization does not allow emergency access.");
  const limited = await consume(EMERGENCY_LOOK_UPS, ctx.actor.id);
  if (!limited.ok) throw new AppError("too-many", "Too many look-ups. Ask an admin, or open the facility instead.");
  const rows = await ctx.sql<{ id: string; name: string; birthDate: string }>(
    `select p.id, trim(p.first_name || ' ' || p.last_name) as name, p.birth_date as "birthDate" from patient p
     where p.organization_id = $1 and p.merged_into is null and p.last_norm = $2 and p.birth_date = $3::date order by p.first_norm, p.id limit 5`,
    [ctx.organizationId, normaliseName(input.lastName), input.birthDate],
  );
  await audit(ctx, { action: "look-up-for-emergency", entity: "patient", ids: rows.map((row) => row.id), detail: { found: rows.length } });
  return rows.map(({ birthDate, ...row }) => ({ ...row, detail: `born ${formatDate(birthDate, "en", "medium")}` }));
}

export type EmergencyUse = {
  id: string;
  user: string;
  facility: string | null;
  patient: { id: string; name: string } | null;
  reason: string;
  from: Moment;
  until: Moment;
  state: "open" | "ended" | "expired";
  endedBy: string | null;
  /** Entries in the audit that were made by it. */
  entries: number;
};

const MOST = 200;

/** [SEC-09] The uses of emergency access, newest first, with the reason and how much was looked at or done. For admins. */
export async function listEmergencyUses(ctx: Ctx): Promise<EmergencyUse[]> {
  requireRole(ctx, "admin");
  const rows = await ctx.sql<
    Omit<EmergencyUse, "from" | "until" | "patient"> & {
      from: Date;
      until: Date;
      patientId: string | null;
      patient: string | null;
      zone: string;
    }
  >(
    `select e.id, u.name as user, f.name as facility, e.patient_id as "patientId", trim(p.first_name || ' ' || p.last_name) as patient, e.reason, e.started_at as from,
       coalesce(e.ended_at, e.expires_at) as until, case when e.ended_at is not null then 'ended' when e.expires_at <= clock_timestamp() then 'expired' else 'open' end as state,
       x.name as "endedBy", o.zone,
       (select count(*)::int from audit_entry a where a.organization_id = e.organization_id and a.at >= e.started_at and a.at <= e.expires_at and a.actor_id = e.user_id::text
         and a.detail -> 'emergency' ? e.id::text) as entries
     from emergency_access e join organization o on o.id = e.organization_id join app_user u on u.id = e.user_id
     left join facility f on f.organization_id = e.organization_id and f.id = e.facility_id
     left join patient p on p.organization_id = e.organization_id and p.id = e.patient_id
     left join app_user x on x.id = e.ended_by
     where e.organization_id = $1 order by e.started_at desc, e.id desc limit ${MOST}`,
    [ctx.organizationId],
  );
  return rows.map(({ zone, from, until, patientId, patient, ...row }) => ({
    ...row,
    patient: patientId && patient !== null ? { id: patientId, name: patient } : null,
    from: moment(from, zone),
    until: moment(until, zone),
  }));
}
