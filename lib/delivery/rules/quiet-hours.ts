import { facilityDay, wallAt } from "@/lib/delivery/rules/day";
import { subtract } from "@/lib/delivery/rules/spans";
import type { Spans } from "@/lib/delivery/rules/spans";
import type { SendInput, TimeRule } from "@/lib/delivery/rules/types";
import { quietHours } from "@/lib/delivery/settings";
import type { QuietHours } from "@/lib/delivery/settings";
import { addDays, wallEdges, weekdayOf } from "@/lib/time";

function zonesOf(input: SendInput): string[] {
  const { zone } = input.facility;
  const other = input.recipient?.zone;
  return other === undefined || other === zone ? [zone] : [zone, other];
}

/** Every quiet stretch in `zone` that may reach into `[from, to)`. */
function* quietWithin(quiet: QuietHours, zone: string, from: number, to: number) {
  for (let date = wallAt(zone, from).date; facilityDay(zone, date).from < to; date = addDays(date, 1)) {
    const weekday = weekdayOf(date);
    for (const span of quiet) {
      if (!span.days.includes(weekday)) continue;
      // The strict reading of both edges: quiet from the first time the clock shows `from` to the last time it shows `to`.
      yield { label: span.label, from: wallEdges(zone, date, span.from).closes, to: wallEdges(zone, date, span.to).opens };
    }
  }
}

/** [DLV-02] Closed spans inside the contact hours, on the facility's clock and on the recipient's where known to differ. */
export const quietHoursRule: TimeRule = {
  id: "quiet-hours",
  settingKey: quietHours.key,
  setting: (settings) => settings.quietHours,
  applies: (input) => (input.kind === "reminder" || input.kind === "notice") && input.settings.quietHours.value.length > 0,
  open: (input, day) => {
    let open: Spans = [{ from: day.from, to: day.to }];
    for (const zone of zonesOf(input)) {
      for (const quiet of quietWithin(input.settings.quietHours.value, zone, day.from, day.to)) {
        open = subtract(open, quiet.from, quiet.to);
      }
    }
    return open;
  },
  why: (input, day, at) => {
    for (const zone of zonesOf(input)) {
      for (const quiet of quietWithin(input.settings.quietHours.value, zone, day.from, day.to)) {
        if (quiet.from <= at && at < quiet.to) return { reason: "quiet-hours", data: { label: quiet.label } };
      }
    }
    return { reason: "quiet-hours" };
  },
};
