import { isDeepStrictEqual } from "node:util";
import { requireFacility, requireWholeOrganization } from "@/lib/access/guard";
import { requireArea } from "@/lib/areas/require-area";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { invalid, notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";
import type { Scope } from "./define";
import { SETTINGS } from "./registry";
import { forgetSettings } from "./resolve";

const TABLES: Record<Exclude<Scope, "organization">, string> = {
  facility: "facility",
  provider: "provider",
  "appointment-type": "appointment_type",
};

export type SaveSettingInput = {
  key: string;
  scope: Scope;
  /** Of the facility, provider or appointment type; for the organization it is ignored. */
  scopeId?: string;
  /** The new value, or null to go back to the next wider scope. */
  value: unknown;
};

/**
 * Saves one setting at one scope, or takes it back. Checks the value against its declaration, audits old and new, and,
 * where the setting changes what is planned, raises the plan revision and leaves the replanning to a job.
 * Gives whether anything changed and the plan revision then valid. Errors: forbidden, not-found, invalid (field `value`).
 */
export async function saveSetting(ctx: Ctx, input: SaveSettingInput): Promise<{ changed: boolean; planRevision: number }> {
  const definition = SETTINGS.get(input.key);
  if (!definition) throw notFound("setting");
  requireRole(ctx, definition.permission);
  if (definition.area === "reminders") await requireArea(ctx, "reminders");
  if (!definition.scopes.includes(input.scope)) throw invalid(`"${definition.label}" cannot be set for one ${input.scope}.`);
  if (input.scope === "facility") requireFacility(ctx, input.scopeId ?? "");
  else requireWholeOrganization(ctx);
  const scopeId = await findScope(ctx, input);
  const value = input.value === null ? null : check(definition.schema.safeParse(input.value));

  // The organization's row is the lock: two people who save at once take turns, and audit the value each really replaced.
  const [organization] = await ctx.sql<{ plan_revision: number }>("select plan_revision from organization for no key update");
  const where = [ctx.organizationId, input.scope, scopeId, input.key];
  const [before] = await ctx.sql<{ value: unknown }>(
    "select value from setting_value where organization_id = $1 and scope = $2 and scope_id = $3 and key = $4",
    where,
  );
  const planRevision = organization!.plan_revision;
  if (value === null ? !before : before && isDeepStrictEqual(before.value, value)) return { changed: false, planRevision };

  if (value === null)
    await ctx.sql("delete from setting_value where organization_id = $1 and scope = $2 and scope_id = $3 and key = $4", where);
  else
    await ctx.sql(
      `insert into setting_value (organization_id, scope, scope_id, key, value, updated_by, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (organization_id, scope, scope_id, key)
       do update set value = excluded.value, updated_by = excluded.updated_by, updated_at = excluded.updated_at`,
      [...where, JSON.stringify(value), ctx.actor.kind === "user" ? ctx.actor.id : null, ctx.now],
    );
  forgetSettings(ctx);
  await audit(ctx, {
    action: "save-setting",
    entity: "setting",
    entityId: scopeId,
    detail: {
      key: input.key,
      scope: input.scope,
      old: before ? JSON.stringify(before.value) : null,
      new: value === null ? null : JSON.stringify(value),
    },
  });
  await touch(ctx, "practice");
  return { changed: true, planRevision: definition.affectsPlan ? await outdatePlan(ctx) : planRevision };
}

/**
 * Raises the organization's plan revision and asks for replanning in the background. For every change that can change
 * what is planned for many visits at once (settings, switches of facilities, providers and types, templates).
 */
export async function outdatePlan(ctx: Ctx): Promise<number> {
  const [row] = await ctx.sql<{ plan_revision: number }>(
    "update organization set plan_revision = plan_revision + 1 where id = $1 returning plan_revision",
    [ctx.organizationId],
  );
  await emit(ctx, "luma/plan.outdated", { revision: row!.plan_revision });
  return row!.plan_revision;
}

async function findScope(ctx: Ctx, input: SaveSettingInput): Promise<string> {
  if (input.scope === "organization") return ctx.organizationId;
  const what = TABLES[input.scope];
  const [row] = await ctx.sql(`select 1 from ${what} where organization_id = $1 and id::text = $2`, [
    ctx.organizationId,
    input.scopeId ?? "",
  ]);
  if (!row || !input.scopeId) throw notFound(input.scope.replace("-", " "));
  return input.scopeId;
}

type Parsed = { success: true; data: unknown } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };

function check(parsed: Parsed): unknown {
  // As it will come back from the database, so that saving the same value again is seen as no change.
  if (parsed.success) return JSON.parse(JSON.stringify(parsed.data));
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[["value", ...issue.path].join(".")] ??= issue.message;
  throw invalid(parsed.error.issues[0]?.message ?? "This value does not fit.", fields);
}
