import { describeValue } from "@/components/settings/describe";
import type { SettingView } from "@/components/settings/types";
import type { Role } from "@/lib/context";
import { moment } from "@/lib/messages/moment";
import type { SettingChange } from "@/lib/settings/history";
import type { ListedSetting } from "@/lib/settings/queries";
import { readerOf, type SettingSubject } from "@/lib/settings/resolve";
import { SETTINGS } from "@/lib/settings/registry";
import { scopesWords, sourceWords, type ChosenScope } from "./scope";

export type ViewInput = {
  organizationId: string;
  zone: string;
  role: Role;
  chosen: ChosenScope;
  names: ReadonlyMap<string, string>;
};

/** One declared setting with what is stored, put into what the screen shows for the chosen scope. */
export function settingView(listed: ListedSetting, input: ViewInput, changes: readonly SettingChange[] = []): SettingView {
  const { chosen, names, organizationId } = input;
  const scopeId = chosen.scopeId ?? organizationId;
  const rows = listed.stored.map((row) => ({ scope: row.scope, scope_id: row.scopeId, key: listed.key, value: row.value }));
  const definition = SETTINGS.get(listed.key)!;
  const subject = subjectOf(chosen);
  const here = (row: { scope: string; scopeId?: string; scope_id?: string }): boolean =>
    row.scope === chosen.scope && (row.scopeId ?? row.scope_id) === scopeId;
  const found = readerOf(organizationId, rows).get(definition, subject);
  const without = readerOf(
    organizationId,
    rows.filter((row) => !here(row)),
  ).get(definition, subject);
  const own = listed.stored.find(here);
  const locked = lockedBecause(listed, input);
  const where = (scope: ChosenScope["scope"], id: string): string =>
    scope === "organization" ? "the organization" : (names.get(id) ?? "an archived one");
  const said = (value: unknown): string => (value === null ? "no value of its own" : describeStored(listed.key, value));
  return {
    key: listed.key,
    area: listed.area,
    areaLabel: listed.areaLabel,
    spec: listed.spec,
    label: listed.label,
    ...(listed.help === undefined ? {} : { help: listed.help }),
    value: found.value,
    source: sourceWords(found.from, found.scopeId, names),
    ...(own && { own: { by: own.updatedBy, at: moment(own.updatedAt, input.zone), valid: own.valid } }),
    fallback: { value: without.value, source: sourceWords(without.from, without.scopeId, names) },
    defaultValue: listed.default,
    elsewhere: listed.stored
      .filter((row) => !here(row))
      .map((row) => ({
        name: where(row.scope, row.scopeId),
        value: said(row.value),
        scope: row.scope === "organization" ? "" : `${row.scope}:${row.scopeId}`,
        known: row.scope === "organization" || names.has(row.scopeId),
      })),
    affectsPlan: listed.affectsPlan,
    ...(locked && { locked }),
    history: changes.map((change) => ({
      at: moment(change.at, input.zone),
      by: change.by ?? "Someone who has left",
      where: where(change.scope, change.scopeId),
      from: said(change.old),
      to: said(change.new),
    })),
  };
}

function subjectOf({ scope, scopeId }: ChosenScope): SettingSubject {
  if (scope === "facility") return { facilityId: scopeId };
  if (scope === "provider") return { providerId: scopeId };
  return scope === "appointment-type" ? { typeId: scopeId } : {};
}

const RANK: Record<Role, number> = { staff: 0, manager: 1, admin: 2 };

function lockedBecause(listed: ListedSetting, { role, chosen }: ViewInput): string | undefined {
  if (!listed.scopes.includes(chosen.scope)) return `This can be set for ${scopesWords(listed.scopes)}.`;
  if (RANK[role] < RANK[listed.permission])
    return listed.permission === "admin" ? "Only an admin can change this." : "Only a manager or an admin can change this.";
  return undefined;
}

/** A value of an older version may no longer have the setting's shape. */
function describeStored(key: string, value: unknown): string {
  const parsed = SETTINGS.get(key)?.schema.safeParse(value);
  return parsed?.success ? describeValue(key, parsed.data) : "a value of an older version";
}
