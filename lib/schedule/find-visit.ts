import { mayVisit } from "@/lib/access/guard";
import type { AppointmentStatus } from "@/lib/appointments/status";
import type { Ctx } from "@/lib/context";
import { describeReason } from "@/lib/delivery/reasons";
import type { TrailEntry } from "@/lib/delivery/trail";
import { languageName } from "@/lib/i18n/languages";
import { isId } from "@/lib/ids";
import { moment, type Moment } from "@/lib/messages/moment";
import { shownState } from "@/lib/messages/queries";
import { loadTrail, type MessageTrail } from "@/lib/messages/trail";
import type { ShownState } from "@/lib/messages/types";
import { channelWords, meaningWords } from "@/lib/messages/words";
import { noteView } from "@/lib/patients/note-view";
import { PATIENT_NAME_SQL, PROVIDER_NAME_SQL, visitRow, type StoredVisit } from "./rows";

/** One reminder of a visit: what it is, where it stands, and why. */
export type ReminderRow = {
  id: string;
  title: string;
  state: ShownState;
  /** Why it is in this state, as a sentence; empty where the state says it all. */
  reason: string;
  channel: string;
  address: string | null;
  at: Moment;
  atLabel: "Goes out" | "Went out" | "Was due";
  /** What was said, as stored. Null until it went out. */
  body: string | null;
  messageId: string | null;
  canSendNow: boolean;
  canSettle: boolean;
  /** Belongs to a time before the visit was moved. */
  earlier: boolean;
  trail: MessageTrail;
};

/** `meaning`: what it was understood as; empty where a person has to read it. */
export type VisitAnswer = { id: string; text: string; channel: string; at: Moment; meaning: string };

/** One visit in full. */
export type VisitDetail = {
  id: string;
  status: AppointmentStatus;
  late: boolean;
  lateMinutes: number | null;
  /** Since when the patient waits for an earlier time than this one; null where they do not. */
  wantsEarlierSince: Moment | null;
  booked: boolean;
  past: boolean;
  remindersBlocked: boolean;
  /** Who confirmed or cancelled, by what way, when. */
  statusText: string;
  note: string;
  cancelReason: string;
  source: string;
  patient: { id: string; name: string; fullName: string; birthDate: string | null; language: string; active: boolean; status: string };
  facilityId: string;
  facility: string;
  providerId: string | null;
  provider: string;
  typeId: string | null;
  type: string;
  when: Moment;
  ends: Moment;
  /** For the form that moves it. */
  date: string;
  time: string;
  minutes: number;
  reminders: ReminderRow[];
  answers: VisitAnswer[];
};

type Stored = StoredVisit & {
  typeId: string | null;
  firstName: string;
  lastName: string;
  preferredName: string | null;
  birthDate: string | null;
  language: string;
  patientStatus: string;
  patientZone: string | null;
  note: string | null;
  source: string;
  cancelReason: string | null;
  confirmedAt: Date | null;
  confirmedChannel: string | null;
  confirmedBy: string | null;
  cancelledAt: Date | null;
  cancelledChannel: string | null;
  cancelledBy: string | null;
  waitingSince: Date | null;
};

const FIND = `
  select a.id, a.patient_id as "patientId", ${PATIENT_NAME_SQL} as patient, a.lifecycle, a.confirmation, a.arrival, a.running_late as late, a.late_minutes as "lateMinutes", a.reminders_blocked as blocked,
    a.local_date as date, a.local_time as "localTime", a.zone, a.starts_at as "startsAt", a.ends_at as "endsAt", a.facility_id as "facilityId", f.name as facility,
    a.provider_id as "providerId", ${PROVIDER_NAME_SQL} as provider, a.type_id as "typeId", t.name as type, null as "messageState", false as "messageAnswered", null as "messageChannel",
    p.first_name as "firstName", p.last_name as "lastName", p.preferred_name as "preferredName", p.birth_date as "birthDate", p.language, p.status as "patientStatus", p.zone as "patientZone",
    a.note, a.source, a.cancel_reason as "cancelReason", a.confirmed_at as "confirmedAt", a.confirmed_channel as "confirmedChannel", cu.name as "confirmedBy",
    a.cancelled_at as "cancelledAt", a.cancelled_channel as "cancelledChannel", xu.name as "cancelledBy", we.created_at as "waitingSince"
  from appointment a
  join patient p on p.organization_id = a.organization_id and p.id = a.patient_id
  join facility f on f.organization_id = a.organization_id and f.id = a.facility_id
  left join provider r on r.organization_id = a.organization_id and r.id = a.provider_id
  left join appointment_type t on t.organization_id = a.organization_id and t.id = a.type_id
  left join app_user cu on cu.id::text = a.confirmed_by
  left join app_user xu on xu.id::text = a.cancelled_by
  left join waitlist_entry we on we.organization_id = a.organization_id and we.appointment_id = a.id and we.state = 'waiting' and we.schedule_revision = a.schedule_revision
  where a.organization_id = $1 and a.id = $2`;

/**
 * A visit with its reminders, each with the trail of decisions: stored for what is done, computed from today's facts for what is planned.
 * Undefined for ids that do not exist or belong to someone else. Leaves an audit entry: a visit is part of the patient's record.
 */
export async function findVisit(ctx: Ctx, id: string | undefined): Promise<VisitDetail | undefined> {
  if (!isId(id)) return undefined;
  const [v] = await ctx.sql<Stored>(FIND, [ctx.organizationId, id]);
  if (!v || !mayVisit(ctx, v)) return undefined;
  await noteView(ctx, { action: "view-appointment", entity: "appointment", entityId: id, patientId: v.patientId });
  const row = visitRow(v);
  const say = (at: Date): Moment => moment(at, v.zone, v.patientZone);
  return {
    id,
    status: row.status,
    late: row.late,
    lateMinutes: row.lateMinutes,
    wantsEarlierSince: v.waitingSince && v.lifecycle === "booked" && v.startsAt > ctx.now ? say(v.waitingSince) : null,
    booked: v.lifecycle === "booked",
    past: v.startsAt <= ctx.now,
    remindersBlocked: v.blocked,
    statusText: statusText(v, say),
    note: v.note ?? "",
    cancelReason: v.cancelReason ?? "",
    source: SOURCES[v.source] ?? v.source,
    patient: {
      id: v.patientId,
      name: v.patient,
      fullName: `${v.firstName} ${v.lastName}`.trim(),
      birthDate: v.birthDate,
      language: languageName(v.language),
      active: v.patientStatus === "active",
      status: v.patientStatus,
    },
    facilityId: v.facilityId,
    facility: v.facility,
    providerId: v.providerId,
    provider: row.provider,
    typeId: v.typeId,
    type: row.type,
    when: say(v.startsAt),
    ends: say(v.endsAt),
    date: v.date,
    time: v.localTime.slice(0, 5),
    minutes: row.minutes,
    reminders: await reminders(ctx, v, say),
    answers: await answers(ctx, v, say),
  };
}

const SOURCES: Record<string, string> = {
  staff: "Booked by staff",
  import: "Imported",
  ehr: "From the clinic's record system",
  reminder: "Booked from a reminder",
  waitlist: "From the waitlist",
};
const BY: Record<string, string> = {
  sms: "by text",
  voice: "on the phone call",
  email: "by e-mail",
  page: "on the visit's page",
  web: "on the visit's page",
};

function statusText(v: Stored, say: (at: Date) => Moment): string {
  const when = (at: Date): string => `${say(at).text} ${say(at).zone}`;
  const who = (verb: string, at: Date, channel: string | null, user: string | null): string =>
    channel === "staff" || user
      ? `${verb} by ${user ?? "staff"}, ${when(at)}.`
      : `${verb} by the patient${channel && BY[channel] ? ` ${BY[channel]}` : ""}, ${when(at)}.`;
  if (v.lifecycle === "cancelled" && v.cancelledAt) return who("Cancelled", v.cancelledAt, v.cancelledChannel, v.cancelledBy);
  if (v.lifecycle === "booked" && v.confirmation === "confirmed" && v.confirmedAt)
    return who("Confirmed", v.confirmedAt, v.confirmedChannel, v.confirmedBy);
  return "";
}

type StoredReminder = {
  id: string;
  kind: string;
  state: string;
  reason: string | null;
  stepKey: string;
  isFinal: boolean;
  channel: string | null;
  address: string | null;
  dueAt: Date;
  doneAt: Date | null;
  revision: number;
  current: number;
  trail: TrailEntry[] | null;
  messageId: string | null;
  body: string | null;
  status: string | null;
  answered: boolean;
  sentAt: Date | null;
};

async function reminders(ctx: Ctx, v: Stored, say: (at: Date) => Moment): Promise<ReminderRow[]> {
  const rows = await ctx.sql<StoredReminder>(
    `select w.id, w.kind, w.state, w.reason, w.step_key as "stepKey", w.is_final as "isFinal", w.channel, e.address, w.due_at as "dueAt", w.done_at as "doneAt",
       w.schedule_revision as revision, a.schedule_revision as current, w.trail, g.id as "messageId", g.body, g.status, g.answered_at is not null as answered, coalesce(g.sent_at, g.at) as "sentAt"
     from planned_message w join appointment a on a.organization_id = w.organization_id and a.id = w.appointment_id
     left join endpoint e on e.organization_id = w.organization_id and e.id = w.endpoint_id
     left join message g on g.organization_id = w.organization_id and g.id = w.message_id
     where w.organization_id = $1 and w.appointment_id = $2 and w.kind in ('reminder', 'staff') order by w.schedule_revision desc, w.due_at, w.id limit 60`,
    [ctx.organizationId, v.id],
  );
  const all: ReminderRow[] = [];
  for (const row of rows) {
    const waiting = row.state === "planned" || row.state === "held";
    const gone = row.state === "sent" || row.state === "uncertain" || row.state === "claimed";
    const trail = await loadTrail(ctx, { ...row, zone: v.zone, patientZone: v.patientZone, appointmentId: v.id });
    all.push({
      id: row.id,
      title: stepTitle(row),
      state: shownState(row.status ?? row.state, row.answered),
      reason: row.reason && !gone ? describeReason(row.reason, { channel: row.channel }) : "",
      channel: row.channel ? channelWords(row.channel) : "",
      address: row.address,
      at: say(row.sentAt ?? row.dueAt),
      atLabel: waiting ? "Goes out" : row.sentAt ? "Went out" : "Was due",
      body: row.body,
      messageId: row.messageId,
      canSendNow: v.lifecycle === "booked" && row.revision === row.current && !gone,
      canSettle: row.state === "uncertain",
      earlier: row.revision < row.current,
      trail,
    });
  }
  return all;
}

/** `7-days` → "Reminder, 7 days before". */
function stepTitle(row: StoredReminder): string {
  const [step = "", retry] = row.stepKey.split("~");
  const [, count, unit] = /^(\d+)-(day|hour|minute)s?$/.exec(step) ?? [];
  const named: Record<string, string> = { "catch-up": "Catch-up reminder", "late-booking": "Reminder after a late booking" };
  const kind = row.isFinal ? "Final reminder" : "Reminder";
  const base = count ? `${kind}, ${count} ${unit}${count === "1" ? "" : "s"} before` : (named[step] ?? kind);
  return retry ? `${base}, by another way` : base;
}

async function answers(ctx: Ctx, v: Stored, say: (at: Date) => Moment): Promise<VisitAnswer[]> {
  const rows = await ctx.sql<{ id: string; text: string; channel: string; at: Date; intent: string | null; rule: string | null }>(
    `select id, body as text, channel, at, intent, understood as rule from message where organization_id = $1 and appointment_id = $2 and direction = 'in' order by at desc limit 20`,
    [ctx.organizationId, v.id],
  );
  return rows.map(({ intent, rule, ...m }) => ({
    ...m,
    channel: channelWords(m.channel),
    at: say(m.at),
    meaning: intent && intent !== "other" ? meaningWords(intent, rule) : "",
  }));
}
