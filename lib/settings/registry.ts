import { accessSettings } from "@/lib/access/settings";
import { securitySettings } from "@/lib/auth/settings";
import { consentSettings } from "@/lib/consent/settings";
import { deliverySettings } from "@/lib/delivery/settings";
import { reminderSettings } from "@/lib/reminders/settings";
import type { SettingDefinition } from "./define";

/** Every area that declares settings, one line each; the order is the settings screen's. */
export const SETTING_AREAS: Record<string, Record<string, SettingDefinition>> = {
  reminders: reminderSettings,
  delivery: deliverySettings,
  consent: consentSettings,
  security: securitySettings,
  access: accessSettings,
};

/** Settings by key. Throws at import time when two areas claim one key, or a key does not begin with its area. */
export function collectSettings(
  areas: Record<string, Record<string, SettingDefinition>>,
): Map<string, SettingDefinition & { area: string }> {
  const all = new Map<string, SettingDefinition & { area: string }>();
  for (const [area, definitions] of Object.entries(areas))
    for (const definition of Object.values(definitions)) {
      if (all.has(definition.key)) throw new Error(`Two settings are called ${definition.key}`);
      if (!definition.key.startsWith(`${area}.`)) throw new Error(`The key of ${definition.key} must begin with "${area}."`);
      all.set(definition.key, { ...definition, area });
    }
  return all;
}

export const SETTINGS: ReadonlyMap<string, SettingDefinition & { area: string }> = collectSettings(SETTING_AREAS);
