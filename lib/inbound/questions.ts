import type { Ctx } from "@/lib/context";

export type BoundQuestion = {
  id: string;
  kind: "reminder" | "clarify" | "cancel-collision" | "pick";
  appointmentId: string | null;
  patientId: string | null;
  messageId: string | null;
  senderId: string | null;
  answers: "confirm-cancel" | "confirm" | "none";
  language: string;
  state: "open" | "answered";
  askedAt: Date;
  /** Of the visit it is about. */
  visit: { startsAt: string; localDate: string; facilityId: string; typeId: string | null; providerId: string | null } | null;
  data: {
    asked?: boolean;
    options?: string[];
    intent?: string;
    late?: boolean;
    lateMinutes?: number;
    inboundId?: string;
    revision?: number;
  };
};

const COLUMNS = `q.id, q.kind, q.appointment_id as "appointmentId", q.patient_id as "patientId", q.message_id as "messageId", q.sender_id as "senderId", q.answers, q.language, q.state, q.asked_at as "askedAt", q.data,
  case when a.id is not null then json_build_object('startsAt', a.starts_at, 'localDate', a.local_date, 'facilityId', a.facility_id, 'typeId', a.type_id, 'providerId', a.provider_id) end as visit`;

/**
 * What a reply from this endpoint may be about, newest first: open questions, and answered ones about a visit
 * ([REM-14]: a patient may think again; an answered list or CANCEL question is over). Questions of an older time of the
 * visit never bind, also one whose text left in the moment of the move; nor does a reply from a number that is not the patient's any more ([CON-05]).
 */
export async function bindableQuestions(ctx: Ctx, endpointId: string): Promise<BoundQuestion[]> {
  return ctx.sql<BoundQuestion>(
    `select ${COLUMNS} from question q left join appointment a on a.organization_id = q.organization_id and a.id = q.appointment_id
     where q.organization_id = $1 and q.endpoint_id = $2 and (q.state = 'open' or (q.state = 'answered' and q.kind = 'reminder')) and q.expires_at > $3
       and (q.patient_id is null or exists (select 1 from patient_contact c where c.organization_id = q.organization_id and c.patient_id = q.patient_id
         and c.endpoint_id = q.endpoint_id and c.archived_at is null))
       and not coalesce(a.schedule_revision > (q.data ->> 'revision')::int, false)
     order by q.asked_at desc, q.id desc limit 20`,
    [ctx.organizationId, endpointId, ctx.now],
  );
}

/** The visits asked about: a reply binds to the newest question of each. */
export function newestPerVisit(questions: readonly BoundQuestion[]): BoundQuestion[] {
  const seen = new Set<string>();
  return questions.filter((q) => {
    if (q.kind !== "reminder" || !q.appointmentId || seen.has(q.appointmentId)) return false;
    seen.add(q.appointmentId);
    return true;
  });
}

export async function answerQuestion(ctx: Ctx, id: string, answer: string): Promise<void> {
  await ctx.sql("update question set state = 'answered', answered_at = $3, answer = $4 where organization_id = $1 and id = $2", [
    ctx.organizationId,
    id,
    ctx.now,
    answer,
  ]);
}

/** Asked once: the second unclear reply to the same question goes to staff. Gives false where it had been asked already. */
export async function markAsked(ctx: Ctx, id: string): Promise<boolean> {
  const rows = await ctx.sql(
    `update question set data = data || '{"asked": true}' where organization_id = $1 and id = $2 and not coalesce((data ->> 'asked')::boolean, false) returning 1`,
    [ctx.organizationId, id],
  );
  return rows.length > 0;
}
