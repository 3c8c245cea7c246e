import { audit } from "@/lib/audit/write";
import { requireRoleOrWorkflow } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { replanAppointments } from "@/lib/delivery/plan";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";
import { lockPatients } from "@/lib/patients/lock-patient";
import { ZONE_DATA_VERSION } from "@/lib/time/zone-data";
import { type AppointmentRow, type ImportedChange, mergeImported, type StoredAppointment } from "./imported";

export type AppointmentUpsert = { id: string; outcome: "created" | "updated" | "unchanged" };

type Saved = AppointmentRow & { id: string; change: ImportedChange };

/**
 * Creates and updates up to some thousand visits by their external ids, and plans the messages of those that changed,
 * in the transaction it is called in; gives for each row its visit and what happened, in the order given. Rows must not
 * repeat an external id. Stored visits are locked, so that a patient's answer comes before or after, never between.
 */
export async function upsertAppointments(ctx: Ctx, rows: readonly AppointmentRow[]): Promise<AppointmentUpsert[]> {
  requireRoleOrWorkflow(ctx, "staff");
  if (rows.length === 0) return [];
  const stored = await loadStored(ctx, rows);
  const results: AppointmentUpsert[] = [];
  const created: Saved[] = [];
  const updated: Saved[] = [];
  const replan: string[] = [];
  for (const row of rows) {
    const old = stored.get(row.externalId);
    if (!old) {
      const saved = { ...row, id: newId(), change: firstState(row) };
      created.push(saved);
      if (saved.startsAt > ctx.now && saved.change.lifecycle === "booked") replan.push(saved.id);
      results.push({ id: saved.id, outcome: "created" });
      continue;
    }
    const change = mergeImported(old, row);
    if (!change.same) {
      updated.push({ ...row, id: old.id, change });
      replan.push(old.id);
    }
    results.push({ id: old.id, outcome: change.same ? "unchanged" : "updated" });
  }
  await insertAppointments(ctx, created);
  await updateAppointments(ctx, updated);
  const touched = [...created, ...updated].map((a) => a.id);
  if (touched.length) {
    await audit(ctx, {
      action: "import-appointments",
      entity: "appointment",
      ids: touched,
      detail: { created: created.length, updated: updated.length },
    });
    await replanAppointments(ctx, replan);
    await touch(ctx, "appointments", "messages");
  }
  return results;
}

function firstState(row: AppointmentRow): ImportedChange {
  const lifecycle = row.state?.lifecycle ?? "booked";
  const confirmed = row.state?.confirmed === true && lifecycle === "booked";
  return {
    lifecycle,
    confirmation: confirmed ? "confirmed" : "unconfirmed",
    arrival: row.state?.arrival ?? "none",
    same: false,
    revised: false,
    confirmedNow: confirmed,
    cancelledNow: lifecycle === "cancelled",
  };
}

async function loadStored(ctx: Ctx, rows: readonly AppointmentRow[]): Promise<Map<string, StoredAppointment>> {
  const owners = await ctx.sql<{ id: string }>(
    `select a.id from unnest($2::text[]) w (external_id) cross join lateral (
       select patient_id as id from appointment where organization_id = $1 and external_id = w.external_id offset 0) a`,
    [ctx.organizationId, rows.map((row) => row.externalId)],
  );
  await lockPatients(ctx, [...owners.map((p) => p.id), ...rows.map((row) => row.patientId)]);
  const found = await ctx.sql<StoredAppointment>(
    `select a.* from unnest($2::text[]) w (external_id) cross join lateral (
       select id, external_id as "externalId", patient_id as "patientId", facility_id as "facilityId", provider_id as "providerId", type_id as "typeId",
              starts_at as "startsAt", ends_at as "endsAt", lifecycle, confirmation, arrival, cancelled_channel as "cancelledChannel"
       from appointment where organization_id = $1 and external_id = w.external_id for update) a`,
    [ctx.organizationId, rows.map((row) => row.externalId).sort()],
  );
  return new Map(found.map((a) => [a.externalId, a]));
}

const COLUMNS =
  "id, patient_id, facility_id, provider_id, type_id, external_id, starts_at, ends_at, local_date, local_time, local_hour, zone, lifecycle, confirmation, arrival, confirmed_now, cancelled_now, revised";
const ARRAYS =
  "$2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::timestamptz[], $9::timestamptz[], $10::date[], $11::time[], $12::smallint[], $13::text[], $14::text[], $15::text[], $16::text[], $17::boolean[], $18::boolean[], $19::boolean[]";

function arrays(rows: readonly Saved[]): unknown[] {
  return [
    rows.map((r) => r.id),
    rows.map((r) => r.patientId),
    rows.map((r) => r.facilityId),
    rows.map((r) => r.providerId ?? null),
    rows.map((r) => r.typeId ?? null),
    rows.map((r) => r.externalId),
    rows.map((r) => r.startsAt.toISOString()),
    rows.map((r) => r.endsAt.toISOString()),
    rows.map((r) => r.localDate),
    rows.map((r) => r.localTime),
    rows.map((r) => Number(r.localTime.slice(0, 2))),
    rows.map((r) => r.zone),
    rows.map((r) => r.change.lifecycle),
    rows.map((r) => r.change.confirmation),
    rows.map((r) => r.change.arrival),
    rows.map((r) => r.change.confirmedNow),
    rows.map((r) => r.change.cancelledNow),
    rows.map((r) => r.change.revised),
  ];
}

async function insertAppointments(ctx: Ctx, rows: readonly Saved[]): Promise<void> {
  if (rows.length === 0) return;
  await ctx.sql(
    `insert into appointment (organization_id, id, patient_id, facility_id, provider_id, type_id, external_id, source, starts_at, ends_at, local_date, local_time,
       local_hour, zone, zone_version, lifecycle, confirmation, arrival, confirmed_at, confirmed_channel, cancelled_at, cancelled_channel)
     select $1, id, patient_id, facility_id, provider_id, type_id, external_id, 'import', starts_at, ends_at, local_date, local_time, local_hour, zone, $20,
       lifecycle, confirmation, arrival, case when confirmed_now then $21::timestamptz end, case when confirmed_now then 'import' end,
       case when cancelled_now then $21::timestamptz end, case when cancelled_now then 'import' end
     from unnest(${ARRAYS}) n (${COLUMNS})`,
    [ctx.organizationId, ...arrays(rows), ZONE_DATA_VERSION, ctx.now],
  );
}

async function updateAppointments(ctx: Ctx, rows: readonly Saved[]): Promise<void> {
  if (rows.length === 0) return;
  await ctx.sql(
    `update appointment a set patient_id = n.patient_id, facility_id = n.facility_id, provider_id = coalesce(n.provider_id, a.provider_id),
       type_id = coalesce(n.type_id, a.type_id), starts_at = n.starts_at, ends_at = n.ends_at, local_date = n.local_date, local_time = n.local_time,
       local_hour = n.local_hour, zone = n.zone, zone_version = $20, lifecycle = n.lifecycle, confirmation = n.confirmation, arrival = n.arrival,
       schedule_revision = a.schedule_revision + case when n.revised then 1 else 0 end,
       running_late = a.running_late and not n.revised, late_minutes = case when n.revised then null else a.late_minutes end,
       confirmed_at = case when n.confirmed_now then $21 when n.confirmation = 'confirmed' then a.confirmed_at end,
       confirmed_channel = case when n.confirmed_now then 'import' when n.confirmation = 'confirmed' then a.confirmed_channel end,
       confirmed_by = case when n.confirmation = 'confirmed' and not n.confirmed_now then a.confirmed_by end,
       cancelled_at = case when n.cancelled_now then $21 when n.lifecycle = 'cancelled' then a.cancelled_at end,
       cancelled_channel = case when n.cancelled_now then 'import' when n.lifecycle = 'cancelled' then a.cancelled_channel end,
       cancelled_by = case when n.lifecycle = 'cancelled' and not n.cancelled_now then a.cancelled_by end,
       cancel_reason = case when n.lifecycle = 'cancelled' and not n.cancelled_now then a.cancel_reason end,
       updated_at = clock_timestamp()
     from unnest(${ARRAYS}) n (${COLUMNS}) cross join lateral (select ctid as place from appointment where organization_id = $1 and id = n.id offset 0) o
     where a.organization_id = $1 and a.ctid = o.place`,
    [ctx.organizationId, ...arrays(rows), ZONE_DATA_VERSION, ctx.now],
  );
}
