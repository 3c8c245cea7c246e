import { appointmentStatus, type AppointmentAxes, type AppointmentStatus } from "@/lib/appointments/status";
import { shownState } from "@/lib/messages/queries";
import type { ShownState } from "@/lib/messages/types";
import { formatDate, formatTime, zoneAbbreviation } from "@/lib/time";

/** A visit as lists and the day's columns show it. */
export type VisitRow = {
  id: string;
  patientId: string;
  patient: string;
  status: AppointmentStatus;
  /** The patient said that they come late. */
  late: boolean;
  /** By how many minutes, where they said so. */
  lateMinutes: number | null;
  blocked: boolean;
  /** Wall date at the facility, `YYYY-MM-DD`, and in words. */
  date: string;
  day: string;
  /** Wall time at the facility, in words; `zone` is its short name. */
  time: string;
  zone: string;
  iso: string;
  /** Minutes since midnight at the facility, and the length. */
  startMinute: number;
  minutes: number;
  facilityId: string;
  facility: string;
  providerId: string | null;
  provider: string;
  type: string;
  /** What last became of a reminder, or the next one; null where none was ever planned. */
  message: (ShownState & { channel: string | null }) | null;
};

/** The stored axes as the one status that screens show; mirrors appointmentStatus() for filters. */
export const STATUS_SQL = `case when a.lifecycle <> 'booked' then a.lifecycle when a.arrival = 'done' then 'completed' when a.arrival <> 'none' then a.arrival
  when a.confirmation = 'confirmed' then 'confirmed' else 'unconfirmed' end`;

export const PATIENT_NAME_SQL = "trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name)";
export const PROVIDER_NAME_SQL = "nullif(trim(coalesce(r.title, '') || ' ' || r.first_name || ' ' || r.last_name), '')";

/** What every list of visits reads; `where` follows, and aliases a, p, f, r, t may be used in it. */
export const VISIT_ROW_SQL = `
  select a.id, a.patient_id as "patientId", ${PATIENT_NAME_SQL} as patient, a.lifecycle, a.confirmation, a.arrival, a.running_late as late, a.late_minutes as "lateMinutes",
    a.reminders_blocked as blocked, a.local_date as date, a.local_time as "localTime", a.zone, a.starts_at as "startsAt", a.ends_at as "endsAt",
    a.facility_id as "facilityId", f.name as facility, a.provider_id as "providerId", ${PROVIDER_NAME_SQL} as provider, t.name as type,
    m.state as "messageState", m.answered as "messageAnswered", m.channel as "messageChannel"
  from appointment a
  join patient p on p.organization_id = a.organization_id and p.id = a.patient_id
  join facility f on f.organization_id = a.organization_id and f.id = a.facility_id
  left join provider r on r.organization_id = a.organization_id and r.id = a.provider_id
  left join appointment_type t on t.organization_id = a.organization_id and t.id = a.type_id
  left join lateral (
    select coalesce(g.status, w.state) as state, g.answered_at is not null as answered, w.channel
    from (select * from planned_message w where w.organization_id = a.organization_id and w.appointment_id = a.id and w.kind in ('reminder', 'staff')
          order by case when w.state in ('sent', 'failed', 'uncertain', 'claimed') then 0 when w.state in ('planned', 'held') then 1 else 2 end,
            case when w.state in ('planned', 'held') then w.due_at end, w.due_at desc limit 1) w
    left join message g on g.organization_id = w.organization_id and g.id = w.message_id) m on true`;

export type StoredVisit = AppointmentAxes & {
  id: string;
  patientId: string;
  patient: string;
  late: boolean;
  lateMinutes: number | null;
  blocked: boolean;
  date: string;
  localTime: string;
  zone: string;
  startsAt: Date;
  endsAt: Date;
  facilityId: string;
  facility: string;
  providerId: string | null;
  provider: string | null;
  type: string | null;
  messageState: string | null;
  messageAnswered: boolean;
  messageChannel: string | null;
};

/** A stored visit in words. */
export function visitRow(v: StoredVisit): VisitRow {
  const [hour = 0, minute = 0] = v.localTime.split(":").map(Number);
  return {
    id: v.id,
    patientId: v.patientId,
    patient: v.patient,
    status: appointmentStatus(v),
    late: v.late && v.lifecycle === "booked",
    lateMinutes: v.lateMinutes,
    blocked: v.blocked,
    date: v.date,
    day: formatDate(v.date, "en", "weekday"),
    time: formatTime(v.localTime, "en"),
    zone: zoneAbbreviation(v.zone, v.startsAt),
    iso: v.startsAt.toISOString(),
    startMinute: hour * 60 + minute,
    minutes: Math.round((v.endsAt.getTime() - v.startsAt.getTime()) / 60_000),
    facilityId: v.facilityId,
    facility: v.facility,
    providerId: v.providerId,
    provider: v.provider ?? "No provider",
    type: v.type ?? "Visit",
    message: v.messageState ? { ...shownState(v.messageState, v.messageAnswered), channel: v.messageChannel } : null,
  };
}
