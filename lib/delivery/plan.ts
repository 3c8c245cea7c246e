import type { Ctx } from "@/lib/context";
import type { ExistingStep } from "@/lib/reminders/facts";
import { lockPatients } from "@/lib/patients/lock-patient";
import { planReminders, type PlannedStep } from "@/lib/reminders/rules";
import { templateOf } from "@/lib/reminders/template-of";
import { forgetSettings } from "@/lib/settings/resolve";
import { groupBy, loadVisits } from "./facts";
import { holdUndecidable, settleHeld, waitsForMending } from "./held";
import { endStaleQuestions, endStaleRows, type KeptSteps, type PlanRow, writePlan } from "./plan-rows";
import { gatherReminderFacts, type Gathered } from "./reminder-facts";

export type PlanSummary = { visits: number; planned: number; held: number; skipped: number };

type ExistingRow = ExistingStep & { id: string; appointmentId: string; scheduleRevision: number };

async function lockPatientsOf(ctx: Ctx, visitIds: readonly string[]): Promise<void> {
  const patients = await ctx.sql<{ id: string }>(
    "select distinct patient_id as id from appointment where organization_id = $1 and id = any ($2::uuid[])",
    [ctx.organizationId, visitIds],
  );
  await lockPatients(
    ctx,
    patients.map((p) => p.id),
  );
}

/**
 * Plans the reminders of these visits again, in the caller's transaction ([DLV-12]): pure rules decide, rows are written with one statement.
 * The patient's other visits still ahead are planned along, because the first of a day may have changed. Nothing sent is touched or repeated.
 */
export async function replanAppointments(ctx: Ctx, ids: readonly string[]): Promise<PlanSummary> {
  if (!ids.length) return { visits: 0, planned: 0, held: 0, skipped: 0 };
  await lockPatientsOf(ctx, ids);
  const all = await ctx.sql<{ id: string }>(
    `select distinct a.id from appointment a where a.organization_id = $1 and (a.id = any ($2::uuid[]) or (a.lifecycle = 'booked' and a.starts_at > $3
       and a.patient_id in (select patient_id from appointment where organization_id = $1 and id = any ($2::uuid[]))))`,
    [ctx.organizationId, ids, ctx.now],
  );
  return planThese(
    ctx,
    all.map((r) => r.id),
  );
}

/** Plans again what these patients have ahead of them: their contacts, language, status or do-not-contact state changed. */
export async function replanPatients(ctx: Ctx, patientIds: readonly string[]): Promise<PlanSummary> {
  if (!patientIds.length) return { visits: 0, planned: 0, held: 0, skipped: 0 };
  const rows = await ctx.sql<{ id: string }>(
    `select id from appointment where organization_id = $1 and patient_id = any ($2::uuid[]) and starts_at > $3
     union select appointment_id from planned_message where organization_id = $1 and patient_id = any ($2::uuid[]) and state in ('planned', 'held') and appointment_id is not null`,
    [ctx.organizationId, patientIds, ctx.now],
  );
  return planThese(
    ctx,
    rows.map((r) => r.id),
  );
}

/** Plans exactly these visits. Bulk planning calls it in chunks; verbs call replanAppointments. */
export async function planThese(ctx: Ctx, ids: readonly string[]): Promise<PlanSummary> {
  await lockPatientsOf(ctx, ids);
  return planLocked(ctx, ids);
}

/** As planThese, where the caller holds the visits' patients already (holdVisits). */
export async function planLocked(ctx: Ctx, ids: readonly string[]): Promise<PlanSummary> {
  // In this order: settings saved between the two are then planned by too early a revision, never missed by too late a one.
  const revision = await planRevision(ctx);
  forgetSettings(ctx);
  const visits = await loadVisits(ctx, ids);
  const gathered = await gatherReminderFacts(ctx, visits);
  const existing = groupBy(
    await ctx.sql<ExistingRow>(
      `select id, appointment_id as "appointmentId", schedule_revision as "scheduleRevision", step_key as "stepKey", state, reason, ideal_at as "idealAt"
       from planned_message where organization_id = $1 and appointment_id = any ($2::uuid[]) and kind = 'reminder' and step_key not like '%~retry%'`,
      [ctx.organizationId, ids],
    ),
    (r) => r.appointmentId,
  );
  const rows: PlanRow[] = [];
  const mended: ExistingRow[] = [];
  const keep: KeptSteps[] = [];
  for (const visit of visits) {
    const g = gathered.get(visit.id)!;
    const own = (existing.get(visit.id) ?? []).filter((r) => r.scheduleRevision === visit.scheduleRevision);
    let steps: PlannedStep[];
    try {
      ({ steps } = planReminders({ ...g.facts, existing: own, now: ctx.now }));
    } catch (error) {
      await holdUndecidable(ctx, visit, error);
      continue;
    }
    keep.push({ appointmentId: visit.id, revision: visit.scheduleRevision, steps: steps.map((s) => s.stepKey) });
    const ids = new Map(own.map((row) => [row.stepKey, row.id]));
    for (const step of steps) if (!isSettled(step, own)) rows.push(planRow(g, step, ids.get(step.stepKey)));
    mended.push(
      ...own.filter(
        (row) => row.state === "held" && waitsForMending(row.reason) && steps.some((s) => s.stepKey === row.stepKey && s.state !== "held"),
      ),
    );
  }
  await writePlan(ctx, rows, revision);
  await endStaleRows(
    ctx,
    keep.filter((k) => (existing.get(k.appointmentId) ?? []).some((row) => !isOver(row) && !isKept(row, k))),
  );
  await endStaleQuestions(
    ctx,
    keep.map((k) => k.appointmentId),
  );
  await settleHeld(ctx, mended);
  return {
    visits: visits.length,
    planned: rows.filter((r) => r.state === "planned").length,
    held: rows.filter((r) => r.state === "held").length,
    skipped: rows.filter((r) => r.state === "skipped").length,
  };
}

/** The revision of the organization's settings; rows of an older one are planned again. */
export async function planRevision(ctx: Ctx): Promise<number> {
  const [row] = await ctx.sql<{ revision: number }>("select plan_revision as revision from organization where id = $1", [
    ctx.organizationId,
  ]);
  return row?.revision ?? 1;
}

const isOver = (row: ExistingRow): boolean => row.state === "sent" || row.state === "skipped" || row.state === "failed";
const isKept = (row: ExistingRow, k: KeptSteps): boolean => row.scheduleRevision === k.revision && k.steps.includes(row.stepKey);

/** Steps past planning stay; a step once skipped for a reason is not renamed "came too late" by a later look. */
function isSettled(step: PlannedStep, existing: readonly ExistingRow[]): boolean {
  if (step.state === "done") return true;
  if (step.state !== "skipped" || step.reason !== "due-before-known") return false;
  return existing.some((row) => row.stepKey === step.stepKey && row.state === "skipped");
}

function planRow(g: Gathered, step: PlannedStep, id: string | undefined): PlanRow {
  const { visit, choice } = g;
  const contact = choice.outcome === "contact" ? choice : undefined;
  // The rules say "no contact"; the choice knows which rule took the last one away.
  const noContact = step.state === "skipped" && step.reason === "no-contact" && choice.outcome === "none";
  return {
    id,
    appointmentId: visit.id,
    revision: visit.scheduleRevision,
    stepKey: step.stepKey,
    patientId: visit.patientId,
    facilityId: visit.facilityId,
    endpointId: contact?.contact.endpointId ?? null,
    senderId: contact?.sender.id ?? null,
    channel: contact?.contact.channel ?? null,
    templateKey: templateOf(step, false),
    language: visit.patient.language,
    answers: step.answers,
    isFinal: step.isFinal,
    dueAt: step.dueAt,
    idealAt: step.idealAt,
    zone: step.zone,
    // A stopped sender is the clinic's to mend: its messages wait instead of being lost.
    state: noContact && choice.reason === "sender-stopped" ? "held" : step.state === "done" ? "skipped" : step.state,
    reason: noContact ? choice.reason : step.reason,
    trail: step.state === "planned" ? null : [...choice.trail, ...step.trail],
  };
}
