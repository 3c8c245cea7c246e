import type { Ctx } from "@/lib/context";
import { log } from "@/lib/log";
import { SCOPES, type Scope, type SettingDefinition, type SettingSource, type SettingValue } from "./define";

/** What a setting is asked for: the visit's or message's facility, appointment type and provider, where known. */
export type SettingSubject = { facilityId?: string | null; typeId?: string | null; providerId?: string | null };

export type ResolvedSetting<T> = { value: T; from: SettingSource; scopeId?: string };

export type SettingRow = { scope: Scope; scope_id: string; key: string; value: unknown };

/** A stored value that no longer fits its setting's schema: it is passed over and reported. */
export type SettingProblem = { key: string; scope: Scope; scopeId: string };

export type SettingsReader = {
  /**
   * The setting's value for a subject, and where it came from. Narrowest first: provider, appointment type, facility,
   * organization, default; scopes that the setting does not allow are not looked at.
   */
  get: <D extends SettingDefinition>(definition: D, subject?: SettingSubject) => ResolvedSetting<SettingValue<D>>;
  /** Stored values that `get` met and could not use. */
  problems: readonly SettingProblem[];
};

const INVALID = Symbol("invalid");

/** A reader over stored rows of one organization. Values are checked once each, when first met. */
export function readerOf(organizationId: string, rows: readonly SettingRow[], report?: (problem: SettingProblem) => void): SettingsReader {
  const place = (scope: string, scopeId: string, key: string): string => `${scope}\n${scopeId}\n${key}`;
  const stored = new Map(rows.map((row) => [place(row.scope, row.scope_id, row.key), row.value]));
  const checked = new Map<string, unknown>();
  const problems: SettingProblem[] = [];

  const at = (definition: SettingDefinition, scope: Scope, scopeId: string): unknown => {
    const where = place(scope, scopeId, definition.key);
    if (!stored.has(where)) return INVALID;
    if (!checked.has(where)) {
      const parsed = definition.schema.safeParse(stored.get(where));
      if (!parsed.success) {
        const problem = { key: definition.key, scope, scopeId };
        problems.push(problem);
        report?.(problem);
      }
      checked.set(where, parsed.success ? parsed.data : INVALID);
    }
    return checked.get(where);
  };

  return {
    problems,
    get(definition, subject = {}) {
      const ids: Record<Scope, string | null | undefined> = {
        provider: subject.providerId,
        "appointment-type": subject.typeId,
        facility: subject.facilityId,
        organization: organizationId,
      };
      for (const scope of SCOPES) {
        const scopeId = ids[scope];
        if (!scopeId || !definition.scopes.includes(scope)) continue;
        const value = at(definition, scope, scopeId);
        if (value !== INVALID) return { value: value as never, from: scope, scopeId };
      }
      return { value: definition.default as never, from: "default" };
    },
  };
}

const loaded = new WeakMap<Ctx, Promise<SettingsReader>>();

/** The organization's settings: one query per transaction, however often it is called. */
export function loadSettings(ctx: Ctx): Promise<SettingsReader> {
  let reader = loaded.get(ctx);
  if (!reader) {
    reader = ctx
      .sql<SettingRow>("select scope, scope_id, key, value from setting_value")
      .then((rows) =>
        readerOf(ctx.organizationId, rows, (problem) =>
          log().warn({ requestId: ctx.requestId, organizationId: ctx.organizationId, ...problem }, "setting-invalid"),
        ),
      );
    loaded.set(ctx, reader);
  }
  return reader;
}

/** After a change within the same transaction: the next loadSettings reads again. */
export function forgetSettings(ctx: Ctx): void {
  loaded.delete(ctx);
}
