import type { Channel } from "@/lib/consent/choose-contact";
import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";

export type ClaimedRow = {
  id: string;
  kind: "reminder" | "answer" | "notice" | "staff";
  subjectId: string;
  scheduleRevision: number;
  stepKey: string;
  appointmentId: string | null;
  patientId: string | null;
  facilityId: string | null;
  endpointId: string | null;
  senderId: string | null;
  channel: Channel | null;
  templateKey: string;
  language: string;
  answers: "confirm-cancel" | "confirm" | "none";
  isFinal: boolean;
  dueAt: Date;
  idealAt: Date;
  zone: string;
  requestedBy: string | null;
  attempts: number;
  data: { exclude?: string[]; appointmentIds?: string[] };
};

/** How long a claimed chunk belongs to one dispatcher, on the real clock; a send never begins later than LEASE_BEGIN_MS into it. */
export const LEASE_SECONDS = 120;
export const LEASE_BEGIN_MS = 60_000;

const ROW = `id, kind, subject_id as "subjectId", schedule_revision as "scheduleRevision", step_key as "stepKey", appointment_id as "appointmentId", patient_id as "patientId",
  facility_id as "facilityId", endpoint_id as "endpointId", sender_id as "senderId", channel, template_key as "templateKey", coalesce(language, 'en') as language, answers,
  is_final as "isFinal", due_at as "dueAt", ideal_at as "idealAt", zone, requested_by as "requestedBy", attempts, data`;

/**
 * Claims up to `limit` due rows for one dispatcher, the urgent first; rows that another holds are passed over, and so are visits and patients that
 * someone is changing just now: they are decided about when the change is done. A reminder that older settings planned is never claimed: it is
 * planned again first (outdatedDue).
 */
export async function claimDue(ctx: Ctx, limit: number): Promise<{ token: string; rows: ClaimedRow[] }> {
  const token = newId();
  const rows = await ctx.sql<ClaimedRow>(
    `with due as materialized (
       select id as due_id, appointment_id as visit_id from planned_message where organization_id = $1 and state = 'planned' and due_at <= $2
         and (kind <> 'reminder' or plan_revision >= (select plan_revision from organization where id = $1)) order by priority, due_at, id limit $3 for update skip locked),
     held as materialized (${HOLD} and a.id in (select visit_id from due) ${HELD})
     update planned_message p set state = 'claimed', claim_token = $4, claimed_until = clock_timestamp() + make_interval(secs => $5), updated_at = clock_timestamp()
     from due where p.organization_id = $1 and p.id = due.due_id and (due.visit_id is null or due.visit_id in (select id from held)) returning ${ROW}`,
    [ctx.organizationId, ctx.now, limit, token, LEASE_SECONDS],
  );
  return { token, rows };
}

/** A row as it is claimed, without claiming it: for a look at what would go out. Undefined where it is gone or over. */
export async function findWaiting(ctx: Ctx, id: string): Promise<ClaimedRow | undefined> {
  const [row] = await ctx.sql<ClaimedRow>(
    `select ${ROW} from planned_message where organization_id = $1 and id = $2 and state in ('planned', 'held', 'claimed')`,
    [ctx.organizationId, id],
  );
  return row;
}

const HOLD = `select a.id from appointment a join patient t on t.organization_id = a.organization_id and t.id = a.patient_id where a.organization_id = $1`;
/** The patient as planning takes it (lib/patients/lock-patient.ts), so that planning what is held waits for nobody. */
const HELD = "for key share of a skip locked for no key update of t skip locked";

/**
 * Of these visits, those that nobody is changing just now; they stay so until the transaction ends. A change locks the visit (or patient) before its
 * planned rows, dispatch and replanning meet the rows first: because they never wait for a visit, the two cannot wait for each other.
 */
export async function holdVisits(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) return [];
  const rows = await ctx.sql<{ id: string }>(`${HOLD} and a.id = any ($2::uuid[]) ${HELD}`, [ctx.organizationId, ids]);
  return rows.map((r) => r.id);
}

/** True for the one transaction of an organization that may plan outdated rows again now; a second dispatcher does not do the same work twice. */
export async function mayReplan(ctx: Ctx): Promise<boolean> {
  const [row] = await ctx.sql<{ ok: boolean }>("select pg_try_advisory_xact_lock(hashtextextended('replan-due ' || $1::text, 0)) as ok", [
    ctx.organizationId,
  ]);
  return row!.ok;
}

/** Visits with due rows that older settings planned, the soonest due first. They are planned again before anything is claimed, so that nothing goes out by old rules. */
export async function outdatedDue(ctx: Ctx, limit: number): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>(
    `select p.appointment_id as id from planned_message p join organization o on o.id = p.organization_id
     where p.organization_id = $1 and p.state = 'planned' and p.due_at <= $2 and p.plan_revision < o.plan_revision and p.kind = 'reminder' and p.appointment_id is not null
     order by p.due_at limit $3`,
    [ctx.organizationId, ctx.now, limit],
  );
  return [...new Set(rows.map((r) => r.id))];
}

/**
 * Marks that the organization had its turn: fairness between organizations goes by it. The row stays locked while the chunk is decided, so another
 * chunk of the same organization passes it over instead of waiting: its turn is marked just now.
 */
export async function markServed(ctx: Ctx): Promise<void> {
  await ctx.sql(
    `with served as (update dispatch_lane set served_at = clock_timestamp()
       where organization_id = (select organization_id from dispatch_lane where organization_id = $1 for no key update skip locked))
     insert into dispatch_lane (organization_id, served_at) select $1::uuid, clock_timestamp()
     where not exists (select 1 from dispatch_lane where organization_id = $1) on conflict do nothing`,
    [ctx.organizationId],
  );
}
