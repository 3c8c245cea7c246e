import { seesMessage } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { describeReason } from "@/lib/delivery/reasons";
import { moment, type Moment } from "@/lib/messages/moment";
import { Params } from "@/lib/messages/sql";
import { carrierCodeWords, intentWords } from "@/lib/messages/words";
import { formatDateTime } from "@/lib/time";
import { type TaskChoice, TASK_LOOKS, type TaskFacts } from "./kinds";
import { TASK_KINDS, type TaskKind } from "./open-task";

/** An open task in words. */
export type TaskRow = {
  id: string;
  kind: TaskKind;
  title: string;
  sentence: string;
  hint: string;
  tone: "urgent" | "normal" | "technical";
  /** The patient's own words, where the task is about them, and what they were understood as. */
  quote: string | null;
  understood: string;
  choice: TaskChoice | null;
  patientId: string | null;
  patient: string | null;
  appointmentId: string | null;
  plannedMessageId: string | null;
  messageId: string | null;
  facility: string | null;
  at: Moment;
};

type Stored = {
  id: string;
  kind: string;
  detail: TaskFacts["detail"];
  patientId: string | null;
  patient: string | null;
  appointmentId: string | null;
  plannedMessageId: string | null;
  messageId: string | null;
  facility: string | null;
  address: string | null;
  channel: string | null;
  visitDate: string | null;
  visitTime: string | null;
  quote: string | null;
  intent: string | null;
  zone: string;
  at: Date;
};

const MOST_TASKS = 50;

/** The open tasks: what may be urgent first, then the newest; at most 50, with how many there are. One facility's list includes what belongs to none. */
export async function listOpenTasks(ctx: Ctx, filter: { facilityId?: string | null } = {}): Promise<{ tasks: TaskRow[]; total: number }> {
  const p = new Params([ctx.organizationId, filter.facilityId ?? null]);
  const within = `k.organization_id = $1 and k.state = 'open' and ($2::uuid is null or k.facility_id is null or k.facility_id = $2) and ${seesTask(ctx, p, "k")}`;
  const params = p.values;
  const [counted] = await ctx.sql<{ total: number }>(`select count(*) as total from staff_task k where ${within}`, params);
  const rows = await ctx.sql<Stored>(
    `select k.id, k.kind, k.detail, k.patient_id as "patientId", k.appointment_id as "appointmentId", k.planned_message_id as "plannedMessageId", k.message_id as "messageId",
       f.name as facility, nullif(trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name), '') as patient, e.address, coalesce(g.channel, w.channel) as channel,
       a.local_date as "visitDate", a.local_time as "visitTime", case when g.direction = 'in' then left(g.body, 600) end as quote, g.intent,
       coalesce(f.zone, a.zone, o.zone) as zone, k.created_at as at
     from (select * from staff_task k where ${within} order by (k.kind = 'urgent') desc, k.created_at desc, k.id desc limit ${MOST_TASKS}) k
     join organization o on o.id = k.organization_id
     left join facility f on f.organization_id = k.organization_id and f.id = k.facility_id
     left join patient p on p.organization_id = k.organization_id and p.id = k.patient_id
     left join appointment a on a.organization_id = k.organization_id and a.id = k.appointment_id
     left join planned_message w on w.organization_id = k.organization_id and w.id = k.planned_message_id
     left join message g on g.organization_id = k.organization_id and g.id = k.message_id
     left join endpoint e on e.organization_id = k.organization_id and e.id = coalesce(k.endpoint_id, g.endpoint_id, w.endpoint_id)
     order by (k.kind = 'urgent') desc, k.created_at desc, k.id desc`,
    params,
  );
  return { tasks: rows.flatMap((row) => taskRow(row) ?? []), total: counted!.total };
}

/** Tasks that the reader may see, as SQL: of their facilities and patients, and those for admins only for admins. */
export function seesTask(ctx: Ctx, p: Params, alias: string): string {
  const admin = ctx.actor.kind !== "user" || ctx.actor.role === "admin";
  return admin ? seesMessage(ctx, p, alias) : `${alias}.kind <> 'emergency-access' and ${seesMessage(ctx, p, alias)}`;
}

function taskRow(row: Stored): TaskRow | undefined {
  const kind = TASK_KINDS.find((k) => k === row.kind);
  if (!kind) return undefined;
  const look = TASK_LOOKS[kind];
  const visit = row.visitDate && row.visitTime ? formatDateTime(row.visitDate, row.visitTime, "en", "weekday") : null;
  const facts: TaskFacts = { patient: row.patient, address: row.address, channel: row.channel, visit, detail: row.detail };
  return {
    id: row.id,
    kind,
    title: look.title,
    sentence: [look.sentence(facts), kind === "message-failed" ? whyFailed(row) : ""].filter(Boolean).join(" "),
    hint: look.hint,
    tone: look.tone,
    quote: look.quotes ? row.quote : null,
    understood: look.quotes && row.intent && row.intent !== "other" ? intentWords(row.intent) : "",
    choice: look.choice ?? null,
    patientId: row.patientId,
    patient: row.patient,
    appointmentId: row.appointmentId,
    plannedMessageId: row.plannedMessageId,
    messageId: row.messageId,
    facility: row.facility,
    at: moment(row.at, row.zone),
  };
}

/** The carrier's code says more than our reason does; the reason where there is none. */
function whyFailed(row: Stored): string {
  const { code, reason } = row.detail;
  const words = carrierCodeWords(row.channel ?? "", code ? String(code) : null);
  if (words) return `${words}.`;
  return reason ? describeReason(String(reason), row.detail) : "";
}
