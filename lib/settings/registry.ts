import { accessSettings } from "@/lib/access/settings";
import { securitySettings } from "@/lib/auth/settings";
import { consentSettings } from "@/lib/consent/settings";
import { deliverySettings } from "@/lib/delivery/settings";
import { helpSettings } from "@/lib/help/settings";
import { reminderSettings } from "@/lib/reminders/settings";
import { templateSettings } from "@/lib/templates/settings";
import type { SettingDefinition } from "./define";

/** Every area that declares settings, one line each; the order is the settings screen's. */
export const SETTING_AREAS = {
  reminders: reminderSettings,
  delivery: deliverySettings,
  consent: consentSettings,
  security: securitySettings,
  access: accessSettings,
  templates: templateSettings,
  help: helpSettings,
} satisfies Record<string, Record<string, SettingDefinition>>;
export type SettingAreaId = keyof typeof SETTING_AREAS;

/** What each area is called on the settings screen. */
export const AREA_LABELS: Readonly<Record<SettingAreaId, string>> = {
  reminders: "Reminders and answers",
  delivery: "When messages may go out",
  consent: "Ways to reach patients",
  security: "Signing in",
  access: "Who sees what",
  templates: "What messages may say",
  help: "Help",
};

/** Settings by key. Throws at import time when two areas claim one key, or a key does not begin with its area. */
export function collectSettings<A extends string>(
  areas: Record<A, Record<string, SettingDefinition>>,
): Map<string, SettingDefinition & { area: A }> {
  const all = new Map<string, SettingDefinition & { area: A }>();
  for (const [area, definitions] of Object.entries(areas) as [A, Record<string, SettingDefinition>][])
    for (const definition of Object.values(definitions)) {
      if (all.has(definition.key)) throw new Error(`Two settings are called ${definition.key}`);
      if (!definition.key.startsWith(`${area}.`)) throw new Error(`The key of ${definition.key} must begin with "${area}."`);
      all.set(definition.key, { ...definition, area });
    }
  return all;
}

export const SETTINGS: ReadonlyMap<string, SettingDefinition & { area: SettingAreaId }> = collectSettings(SETTING_AREAS);
