import type { Ctx } from "@/lib/context";
import { explainPlan } from "@/lib/delivery/explain";
import { describeReason } from "@/lib/delivery/reasons";
import type { TrailEntry } from "@/lib/delivery/trail";
import { SETTINGS } from "@/lib/settings/registry";
import { moment, type Moment } from "./moment";
import type { Found } from "./detail";

/** One step of a trail in words; the shape that the trail component shows. */
export type TrailStepText = {
  entry: Pick<TrailEntry, "rule" | "outcome" | "reason">;
  text: string;
  at: Moment;
  from?: Moment;
  to?: Moment;
  setting?: { label: string; source: string; href: string };
};

/** What of a row its trail is made from. */
export type TrailSource = Pick<
  Found,
  "trail" | "state" | "kind" | "appointmentId" | "revision" | "current" | "stepKey" | "zone" | "patientZone"
>;

export type MessageTrail = {
  steps: TrailStepText[];
  /** The last steps were computed just now, from today's facts: nothing has been decided for good. */
  forecast: boolean;
};

/**
 * [DLV-10] Why a message was sent, moved, held or skipped. What is done has its trail stored; for a planned reminder the rules are asked
 * again with today's facts, after what is stored of earlier tries.
 */
export async function loadTrail(ctx: Ctx, row: TrailSource): Promise<MessageTrail> {
  const stored = row.trail ?? [];
  const waiting = row.state === "planned" && row.kind === "reminder" && row.appointmentId !== null && row.revision === row.current;
  const step = waiting ? (await explainPlan(ctx, row.appointmentId!)).steps.find((s) => s.stepKey === row.stepKey) : undefined;
  const entries = [...stored, ...(step?.trail ?? [])];
  const names = await scopeNames(ctx, entries);
  return { steps: entries.map((entry) => inWords(entry, row, names)), forecast: step !== undefined };
}

function inWords(entry: TrailEntry, row: TrailSource, names: ReadonlyMap<string, string>): TrailStepText {
  const zone = entry.zone ?? row.zone;
  const said = (iso: string): Moment => moment(new Date(iso), zone, row.patientZone);
  return {
    entry: { rule: entry.rule, outcome: entry.outcome, reason: entry.reason },
    text: describeReason(entry.reason, entry.data),
    at: moment(new Date(entry.at), row.zone, row.patientZone),
    ...(entry.from && entry.to ? { from: said(entry.from), to: said(entry.to) } : {}),
    ...(entry.setting ? { setting: settingText(entry.setting, names) } : {}),
  };
}

function settingText(
  setting: NonNullable<TrailEntry["setting"]>,
  names: ReadonlyMap<string, string>,
): NonNullable<TrailStepText["setting"]> {
  const declared = SETTINGS.get(setting.key);
  const name = setting.scopeId ? names.get(setting.scopeId) : undefined;
  const source =
    setting.from === "default"
      ? "the default"
      : setting.from === "organization"
        ? "set for the organization"
        : `set for ${name ?? `this ${setting.from.replace("-", " ")}`}`;
  return {
    label: declared?.label ?? setting.key,
    source,
    href: `/settings/reminders#${setting.key}`,
  };
}

async function scopeNames(ctx: Ctx, entries: readonly TrailEntry[]): Promise<Map<string, string>> {
  const ids = [...new Set(entries.flatMap((e) => e.setting?.scopeId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await ctx.sql<{ id: string; name: string }>(
    `select id, name from facility where organization_id = $1 and id = any ($2::uuid[])
     union all select id, name from appointment_type where organization_id = $1 and id = any ($2::uuid[])
     union all select id, trim(coalesce(title, '') || ' ' || first_name || ' ' || last_name) from provider where organization_id = $1 and id = any ($2::uuid[])`,
    [ctx.organizationId, ids],
  );
  return new Map(rows.map((r) => [r.id, r.name]));
}
