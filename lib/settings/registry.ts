import type { z } from "zod";
import { deliverySettings } from "@/lib/delivery/settings";
import { reminderSettings } from "@/lib/reminders/settings";
import type { SettingDefinition } from "./define";

export type AnySetting = SettingDefinition<string, z.ZodType>;

/** Every area that declares settings, one line each; the order is the settings screen's. */
const AREAS: Record<string, Record<string, AnySetting>> = {
  reminders: reminderSettings,
  delivery: deliverySettings,
};

/** Settings by key. Throws at import time when two areas claim one key, or a key does not begin with its area. */
export function collectSettings(areas: Record<string, Record<string, AnySetting>>): Map<string, AnySetting & { area: string }> {
  const all = new Map<string, AnySetting & { area: string }>();
  for (const [area, definitions] of Object.entries(areas))
    for (const definition of Object.values(definitions)) {
      if (all.has(definition.key)) throw new Error(`Two settings are called ${definition.key}`);
      if (!definition.key.startsWith(`${area}.`)) throw new Error(`The key of ${definition.key} must begin with "${area}."`);
      all.set(definition.key, { ...definition, area });
    }
  return all;
}

export const SETTINGS: ReadonlyMap<string, AnySetting & { area: string }> = collectSettings(AREAS);
