import type { ScopeGroup } from "@/components/settings/types";
import type { NamedScope, PracticeScopes } from "@/lib/practice/scopes";
import { SCOPES, type Scope } from "@/lib/settings/define";

/** The place whose settings are shown. */
export type ChosenScope = { scope: Scope; scopeId?: string; name: string };

const GROUPS: readonly { scope: Scope; label: string; from: keyof PracticeScopes }[] = [
  { scope: "facility", label: "One facility", from: "facilities" },
  { scope: "appointment-type", label: "One appointment type", from: "types" },
  { scope: "provider", label: "One provider", from: "providers" },
];

const ORGANIZATION: ChosenScope = { scope: "organization", name: "the organization" };

/** `facility:<id>` of the address; anything unknown is the whole organization. */
export function readScope(text: string | string[] | undefined, scopes: PracticeScopes): ChosenScope {
  const [kind, id] = (typeof text === "string" ? text : "").split(":");
  const group = GROUPS.find((one) => one.scope === kind);
  const found = group && scopes[group.from].find((one) => one.id === id);
  return group && found ? { scope: group.scope, scopeId: found.id, name: found.name } : ORGANIZATION;
}

export const scopeValue = (chosen: ChosenScope): string => (chosen.scopeId ? `${chosen.scope}:${chosen.scopeId}` : "");

export function scopeGroups(scopes: PracticeScopes): ScopeGroup[] {
  return GROUPS.map((group) => ({
    label: group.label,
    choices: scopes[group.from].map((one: NamedScope) => ({ value: `${group.scope}:${one.id}`, label: one.name })),
  })).filter((group) => group.choices.length > 0);
}

/** Whose value it is, in words; `names` by id. */
export function sourceWords(from: Scope | "default", scopeId: string | undefined, names: ReadonlyMap<string, string>): string {
  if (from === "default") return "the default";
  if (from === "organization") return "set for the organization";
  return `set for ${(scopeId && names.get(scopeId)) ?? `one ${from.replace("-", " ")} that is archived`}`;
}

/** "the organization or one facility". */
export function scopesWords(scopes: readonly Scope[]): string {
  const words = SCOPES.toReversed().filter((scope) => scopes.includes(scope));
  const said = words.map((scope) => (scope === "organization" ? "the whole organization" : `one ${scope.replace("-", " ")}`));
  return new Intl.ListFormat("en", { type: "disjunction" }).format(said);
}

export function namesOf(scopes: PracticeScopes): Map<string, string> {
  return new Map(Object.values(scopes).flatMap((list: NamedScope[]) => list.map((one) => [one.id, one.name] as const)));
}
