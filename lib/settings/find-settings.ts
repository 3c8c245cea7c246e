import { AREA_LABELS, SETTINGS } from "./registry";

/** A setting as the command palette finds it. */
export type FoundSetting = { id: string; label: string; words: string; href: string };

/** [ADM-01] Every setting with the words it is found by, and where it opens; without those of product areas that are switched off. */
export function findableSettings(areasOff: readonly string[]): FoundSetting[] {
  return [...SETTINGS.values()]
    .filter((definition) => !areasOff.includes(definition.area))
    .map(({ key, label, help, spec, area }) => ({
      id: key,
      label,
      words: ["setting", AREA_LABELS[area], help ?? "", spec.join(" ")].join(" "),
      href: `/settings?open=${encodeURIComponent(key)}`,
    }));
}
