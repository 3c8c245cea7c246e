import { seesVisit } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { explainPlan } from "@/lib/delivery/explain";
import { describeReason } from "@/lib/delivery/reasons";
import { moment, type Moment } from "@/lib/messages/moment";
import { Params } from "@/lib/messages/sql";
import type { PlannedStep } from "@/lib/reminders/step";
import { compare, type OrganizationPreview, plannedSteps, sampleVisits } from "./preview-organization";
import { forgetSettings } from "./resolve";
import { saveSetting, type SaveSettingInput } from "./save-setting";

/** One reminder of the visit as it would be decided: when it goes out, or why it does not. */
export type PreviewStep = { step: string; at: Moment; state: PlannedStep["state"]; reason: string; channel: string | null };

export type SettingPreview = {
  visit: { id: string; patient: string; at: Moment };
  before: PreviewStep[];
  after: PreviewStep[];
  /** The same for the next visits of the organization, or of the place whose setting it is. */
  organization: OrganizationPreview;
};

type Visit = { id: string; patient: string; startsAt: Date; zone: string };

const EXAMPLE_DAYS = 8;

/**
 * What one upcoming visit's reminders are now and what they would be with an unsaved value, and how many of the next visits it would change: the value is saved, the rules are
 * asked, and all of it is taken back within the transaction. Takes what saveSetting takes; undefined where no visit is ahead.
 * Errors as saveSetting: forbidden, not-found, invalid.
 */
export async function previewSetting(ctx: Ctx, input: SaveSettingInput): Promise<SettingPreview | undefined> {
  const visit = await exampleVisit(ctx, input);
  const before = visit ? await stepsOf(ctx, visit) : [];
  const sample = await sampleVisits(ctx, input);
  const plannedBefore = await plannedSteps(ctx, sample);
  await ctx.sql("savepoint preview");
  try {
    await saveSetting(ctx, input);
    const after = visit ? await stepsOf(ctx, visit) : [];
    const organization = compare(sample, plannedBefore, await plannedSteps(ctx, sample));
    return (
      visit && { visit: { id: visit.id, patient: visit.patient, at: moment(visit.startsAt, visit.zone) }, before, after, organization }
    );
  } finally {
    await ctx.sql("rollback to savepoint preview");
    forgetSettings(ctx);
  }
}

/** The first visit of the scope that is far enough ahead to have most of its reminders still to come; else the next one. */
async function exampleVisit(ctx: Ctx, input: SaveSettingInput): Promise<Visit | undefined> {
  const id = (scope: SaveSettingInput["scope"]): string | null => (input.scope === scope ? (input.scopeId ?? null) : null);
  const p = new Params([
    ctx.organizationId,
    ctx.now,
    id("facility"),
    id("provider"),
    id("appointment-type"),
    new Date(ctx.now.getTime() + EXAMPLE_DAYS * 86_400_000),
  ]);
  const [visit] = await ctx.sql<Visit>(
    `select a.id, trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name) as patient, a.starts_at as "startsAt", a.zone
     from appointment a join patient p on p.organization_id = a.organization_id and p.id = a.patient_id
     where a.organization_id = $1 and a.lifecycle = 'booked' and a.starts_at > $2
       and ($3::text is null or a.facility_id::text = $3) and ($4::text is null or a.provider_id::text = $4) and ($5::text is null or a.type_id::text = $5) and ${seesVisit(ctx, p, "a")}
     order by a.starts_at < $6, a.starts_at, a.id limit 1`,
    p.values,
  );
  return visit;
}

async function stepsOf(ctx: Ctx, visit: Visit): Promise<PreviewStep[]> {
  const { steps } = await explainPlan(ctx, visit.id);
  return steps.map((step) => {
    const last = step.trail.at(-1);
    return {
      step: step.stepKey,
      at: moment(step.dueAt, step.zone),
      state: step.state,
      reason: step.reason ? describeReason(step.reason, last?.data) : last ? describeReason(last.reason, last.data) : "",
      channel: step.channel,
    };
  });
}
