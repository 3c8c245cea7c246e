import { addDays, daysBetween, type LocalDate } from "@/lib/time";

/** Ranges that need no calendar: their days, today included. */
export const PRESETS = { today: 1, "7": 7, "30": 30, "90": 90 } as const;
export type Preset = keyof typeof PRESETS;
export const DEFAULT_PRESET: Preset = "7";
/** The longest range that is counted at once. */
export const MOST_DAYS = 366;

export type Range = {
  preset: Preset | "custom";
  from: LocalDate;
  to: LocalDate;
  /** It was longer than MOST_DAYS; the latest days of it are shown. */ cut: boolean;
};

/** The days that an address asks for: its own days, else a preset, else the last seven. `today` is the clinic's. Open ends run to today, and a week back. */
export function readRange(preset: string | undefined, days: { from?: LocalDate; to?: LocalDate }, today: LocalDate): Range {
  if (days.from || days.to) {
    const to = days.to ?? (days.from! > today ? days.from! : today);
    const from = days.from ?? addDays(to, 1 - PRESETS[DEFAULT_PRESET]);
    const cut = daysBetween(from, to) >= MOST_DAYS;
    return { preset: "custom", from: cut ? addDays(to, 1 - MOST_DAYS) : from, to, cut };
  }
  const known = preset !== undefined && Object.hasOwn(PRESETS, preset) ? (preset as Preset) : DEFAULT_PRESET;
  return { preset: known, from: addDays(today, 1 - PRESETS[known]), to: today, cut: false };
}

/** Every day of a range, in order. */
export function daysOf({ from, to }: { from: LocalDate; to: LocalDate }): LocalDate[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i));
}
