import type { z } from "zod";

/** Where a setting may be set, narrowest first; the first scope with a value wins (see resolve.ts). */
export const SCOPES = ["provider", "appointment-type", "facility", "organization"] as const;
export type Scope = (typeof SCOPES)[number];
export type SettingSource = Scope | "default";

export type SettingDefinition<K extends string = string, S extends z.ZodType = z.ZodType> = {
  /** Stable, dotted: `area.name`. Stored rows and the trail refer to it. */
  key: K;
  schema: S;
  default: z.output<S>;
  /** A plain sentence fragment for the settings screen. */
  label: string;
  help?: string;
  /** Rows of the product specification that this setting serves. */
  spec: readonly string[];
  permission: "admin" | "manager";
  scopes: readonly Scope[];
  /** True where changing it can change what is planned: saving raises the organization's plan revision. */
  affectsPlan: boolean;
};

/**
 * Declares one setting. One declaration serves the screen, the API, the docs and the checks.
 * Throws at import time when the default does not fit the schema.
 */
export function defineSetting<K extends string, S extends z.ZodType>(
  definition: Omit<SettingDefinition<K, S>, "permission" | "scopes" | "affectsPlan"> &
    Partial<Pick<SettingDefinition<K, S>, "permission" | "scopes" | "affectsPlan">>,
): SettingDefinition<K, S> {
  definition.schema.parse(definition.default);
  return { permission: "manager", scopes: ["facility", "organization"], affectsPlan: true, ...definition };
}

export type SettingValue<D> = D extends SettingDefinition<string, infer S> ? z.output<S> : never;
