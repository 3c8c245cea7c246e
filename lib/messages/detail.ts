import { seesMessage } from "@/lib/access/scope";
import { actorId, type Ctx } from "@/lib/context";
import { audit, emergencyOf } from "@/lib/audit/write";
import { describeReason } from "@/lib/delivery/reasons";
import type { TrailEntry } from "@/lib/delivery/trail";
import { env } from "@/lib/env";
import { languageName } from "@/lib/i18n/languages";
import { isId } from "@/lib/ids";
import { noteView } from "@/lib/patients/note-view";
import { moment, type Moment } from "./moment";
import { type MessagePreview, previewWaiting } from "./preview";
import { shownState } from "./queries";
import { Params } from "./sql";
import { loadTrail, type MessageTrail } from "./trail";
import type { ShownState } from "./types";
import { attemptWords, carrierCodeWords, consentWords, meaningWords, statusWords, templateWords } from "./words";

/** One message in full, whether it went out, came in or is still planned. */
export type MessageDetail = {
  id: string;
  /** The row of the plan behind it; null for what patients wrote. */
  plannedId: string | null;
  direction: "in" | "out";
  channel: string | null;
  state: ShownState;
  /** What the state means, and why, as sentences. */
  stateText: string;
  patient: { id: string; name: string } | null;
  appointment: { id: string; text: string; at: Moment } | null;
  /** The patient's number or address, and ours. */
  address: string | null;
  sender: string | null;
  subject: string | null;
  /** As stored: links stand as placeholders. Null while it is only planned. */
  body: string | null;
  /** As it would read now, while it waits to go out. */
  preview: MessagePreview | null;
  template: string;
  templateVersion: string | null;
  language: string | null;
  segments: number | null;
  encoding: string | null;
  consent: string[];
  carrier: { status: string; code: string; id: string | null } | null;
  understood: string | null;
  times: { label: string; at: Moment }[];
  attempts: { number: number; text: string; code: string; at: Moment }[];
  /** Attempts carry the real clock, which in a demo is not the one of the other times. */
  realClock: boolean;
  /** What the patient answered to it. */
  answers: { id: string; text: string; at: Moment }[];
  /** The message that this one answers. */
  repliesTo: string | null;
  trail: MessageTrail;
  canSendNow: boolean;
  canSettle: boolean;
};

export type Found = {
  messageId: string | null;
  plannedId: string | null;
  direction: "in" | "out";
  channel: string | null;
  status: string | null;
  state: string | null;
  kind: string;
  reason: string | null;
  code: string | null;
  patientId: string | null;
  patient: string | null;
  patientZone: string | null;
  appointmentId: string | null;
  startsAt: Date | null;
  lifecycle: string | null;
  revision: number | null;
  current: number | null;
  provider: string | null;
  type: string | null;
  endpointId: string | null;
  address: string | null;
  sender: string | null;
  subject: string | null;
  body: string | null;
  templateKey: string | null;
  templateVersion: string | null;
  language: string | null;
  segments: number | null;
  encoding: string | null;
  consentBasis: string | null;
  consentState: string | null;
  providerId: string | null;
  intent: string | null;
  rule: string | null;
  replyTo: string | null;
  stepKey: string | null;
  trail: TrailEntry[] | null;
  zone: string;
  at: Date | null;
  dueAt: Date | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
  answeredAt: Date | null;
};

/**
 * [DLV-10] [CON-14] A message by its id, or by the id of its planned row: the text as stored, consent, sender, template and version, what the
 * carrier said in words, every attempt, and the trail of decisions – stored for what is done, computed from today's facts for what is planned.
 * Undefined for ids that do not exist or belong to someone else. Leaves an audit entry per person and message, at most one in ten minutes.
 */
export async function findMessage(ctx: Ctx, id: string): Promise<MessageDetail | undefined> {
  if (!isId(id)) return undefined;
  const p = new Params([ctx.organizationId, id]);
  const [row] = await ctx.sql<Found>(`${FIND} where ${seesMessage(ctx, p, "x")}`, p.values);
  if (!row) return undefined;
  await noteMessage(ctx, id, row.patientId);
  const say = (at: Date): Moment => moment(at, row.zone, row.patientZone);
  const status = row.status ?? row.state!;
  return {
    id,
    plannedId: row.plannedId,
    direction: row.direction,
    channel: row.channel,
    state: shownState(status, row.answeredAt !== null),
    stateText: stateText(row),
    patient: row.patientId && row.patient ? { id: row.patientId, name: row.patient } : null,
    appointment:
      row.appointmentId && row.startsAt
        ? {
            id: row.appointmentId,
            text: [row.type ?? "Visit", row.provider ? `with ${row.provider}` : ""].join(" ").trim(),
            at: say(row.startsAt),
          }
        : null,
    address: row.address,
    sender: row.sender,
    subject: row.subject,
    body: row.body,
    preview: (row.body === null && row.plannedId !== null && (await previewWaiting(ctx, row.plannedId))) || null,
    template: row.templateKey ? templateWords(row.templateKey) : "",
    templateVersion: row.templateVersion,
    language: row.language && languageName(row.language),
    segments: row.segments,
    encoding: row.encoding,
    consent: [row.consentBasis, row.consentState].flatMap((code) => (code ? [consentWords(code)] : [])),
    carrier:
      row.direction === "out" && row.status
        ? { status: statusWords(row.status), code: carrierCodeWords(row.channel ?? "", row.code), id: row.providerId }
        : null,
    understood: meaningWords(row.intent, row.rule) || null,
    times: times(row).map((t) => ({ label: t.label, at: say(t.at) })),
    attempts: await attempts(ctx, row, say),
    realClock: env().mode === "demo",
    answers: await answers(ctx, row, say),
    repliesTo: row.replyTo,
    trail: await loadTrail(ctx, row),
    canSendNow:
      row.kind === "reminder" &&
      row.lifecycle === "booked" &&
      row.revision === row.current &&
      ["planned", "held", "skipped", "failed"].includes(row.state ?? "") &&
      (row.startsAt?.getTime() ?? 0) > ctx.now.getTime(),
    canSettle: row.state === "uncertain",
  };
}

const FIND = `
  with m as (select * from message where organization_id = $1 and id = $2),
  k as (select coalesce((select planned_message_id from m), case when not exists (select 1 from m) then $2::uuid end) as id),
  p as (select * from planned_message where organization_id = $1 and id = (select id from k)),
  x as (
    select $1::uuid as organization_id, m.id as message_id, p.id as planned_id, coalesce(m.direction, 'out') as direction, coalesce(m.channel, p.channel) as channel, m.status, p.state, coalesce(p.kind, m.kind) as kind, p.reason,
      m.error_code, coalesce(m.patient_id, p.patient_id) as patient_id, coalesce(m.appointment_id, p.appointment_id) as appointment_id, coalesce(m.facility_id, p.facility_id) as facility_id,
      coalesce(m.endpoint_id, p.endpoint_id) as endpoint_id, coalesce(m.sender_id, p.sender_id) as sender_id, m.subject, m.body, coalesce(m.template_key, p.template_key) as template_key,
      m.template_version, coalesce(m.language, p.language) as language, m.segments, m.encoding, m.consent_basis, m.consent_state, m.provider_id, m.intent, m.understood, m.reply_to, p.step_key, p.trail,
      p.schedule_revision, m.at, p.due_at, m.sent_at, m.delivered_at, m.answered_at
    from m full join p on true)
  select x.message_id as "messageId", x.planned_id as "plannedId", x.direction, x.channel, x.status, x.state, x.kind, x.reason, x.error_code as code, x.patient_id as "patientId",
    nullif(trim(coalesce(nullif(pt.preferred_name, ''), pt.first_name) || ' ' || pt.last_name), '') as patient, pt.zone as "patientZone",
    a.id as "appointmentId", a.starts_at as "startsAt", a.lifecycle, x.schedule_revision as revision, a.schedule_revision as current,
    nullif(trim(coalesce(d.title, '') || ' ' || d.first_name || ' ' || d.last_name), '') as provider, t.name as type,
    x.endpoint_id as "endpointId", e.address, s.address as sender, x.subject, x.body, x.template_key as "templateKey", x.template_version as "templateVersion", x.language, x.segments, x.encoding,
    x.consent_basis as "consentBasis", x.consent_state as "consentState", x.provider_id as "providerId", x.intent, x.understood as rule, x.reply_to as "replyTo", x.step_key as "stepKey", x.trail,
    coalesce(f.zone, o.zone) as zone, x.at, x.due_at as "dueAt", x.sent_at as "sentAt", x.delivered_at as "deliveredAt", x.answered_at as "answeredAt"
  from x join organization o on o.id = $1
  left join patient pt on pt.organization_id = $1 and pt.id = x.patient_id
  left join appointment a on a.organization_id = $1 and a.id = x.appointment_id
  left join provider d on d.organization_id = $1 and d.id = a.provider_id
  left join appointment_type t on t.organization_id = $1 and t.id = a.type_id
  left join facility f on f.organization_id = $1 and f.id = x.facility_id
  left join endpoint e on e.organization_id = $1 and e.id = x.endpoint_id
  left join sender s on s.organization_id = $1 and s.id = x.sender_id`;

function stateText(row: Found): string {
  if (row.direction === "in") return "";
  const why = row.reason
    ? describeReason(row.reason, { channel: row.channel, code: row.code })
    : carrierCodeWords(row.channel ?? "", row.code);
  if (!row.status) return why;
  if (row.status === "delivered") return why;
  return [`${statusWords(row.status)}.`, why].filter(Boolean).join(" ");
}

function times(row: Found): { label: string; at: Date }[] {
  const all: [string, Date | null][] =
    row.direction === "in"
      ? [["Came in", row.at]]
      : [
          ["Due", row.dueAt],
          ["Handed over", row.at],
          ["Sent", row.sentAt],
          ["Delivered", row.deliveredAt],
          ["Answered", row.answeredAt],
        ];
  return all.flatMap(([label, at]) => (at ? [{ label, at }] : []));
}

async function attempts(ctx: Ctx, row: Found, say: (at: Date) => Moment): Promise<MessageDetail["attempts"]> {
  if (!row.plannedId) return [];
  const rows = await ctx.sql<{ number: number; channel: string; state: string; failure: string | null; code: string | null; at: Date }>(
    `select number, channel, state, failure, code, started_at as at from attempt where organization_id = $1 and planned_message_id = $2 order by number, started_at`,
    [ctx.organizationId, row.plannedId],
  );
  return rows.map((a) => ({
    number: a.number,
    text: attemptWords(a.state),
    code: carrierCodeWords(a.channel, a.code),
    // Attempts carry the real clock (they belong to the carrier), not the demo's.
    at: say(a.at),
  }));
}

async function answers(ctx: Ctx, row: Found, say: (at: Date) => Moment): Promise<MessageDetail["answers"]> {
  if (!row.messageId || !row.endpointId || row.direction === "in") return [];
  const rows = await ctx.sql<{ id: string; text: string; at: Date }>(
    `select id, left(body, 300) as text, at from message where organization_id = $1 and endpoint_id = $2 and at >= $3 and reply_to = $4 order by at limit 20`,
    [ctx.organizationId, row.endpointId, row.at, row.messageId],
  );
  return rows.map((a) => ({ id: a.id, text: a.text, at: say(a.at) }));
}

/** Live screens load the same message again and again: one entry says that this person saw it. */
async function noteMessage(ctx: Ctx, id: string, patientId: string | null): Promise<void> {
  const view = { action: "view-message", entity: "message", entityId: id };
  if (patientId) return noteView(ctx, { ...view, patientId });
  const [seen] = await ctx.sql(
    `select 1 from audit_entry where organization_id = $1 and entity = 'message' and entity_id = $2 and at > clock_timestamp() - interval '10 minutes' and action = $3 and actor_id = $4
       and coalesce(detail -> 'emergency', '[]') = $5::jsonb limit 1`,
    [ctx.organizationId, id, view.action, actorId(ctx.actor), JSON.stringify(emergencyOf(ctx).emergency ?? [])],
  );
  if (!seen) await audit(ctx, view);
}
