import { facilityDay, wallAt } from "@/lib/delivery/rules/day";
import { contains, type Span, type Spans } from "@/lib/delivery/rules/spans";
import type { SendInput, TimeRule } from "@/lib/delivery/rules/types";
import { templateWindows, type TemplateWindows } from "@/lib/delivery/settings";
import { addDays, wallEdges, weekdayOf, type LocalDate } from "@/lib/time";

type Windows = Pick<TemplateWindows[number], "days" | "from" | "to">[];

/** The windows of one template; none means that the template may go out at any allowed time. */
export function windowsOf(all: TemplateWindows, templateKey: string | undefined): Windows {
  return all.filter((window) => window.template === templateKey);
}

/** The open stretches of one calendar day; overlapping windows are one. */
export function windowsOn(windows: Windows, zone: string, date: LocalDate): Spans {
  const weekday = weekdayOf(date);
  const spans: Span[] = [];
  const open = windows
    .filter((window) => window.days.includes(weekday))
    .map((window) => ({
      from: window.from === "00:00" ? facilityDay(zone, date).from : wallEdges(zone, date, window.from).opens,
      to: wallEdges(zone, date, window.to).closes,
    }))
    .filter((span) => span.from < span.to)
    .toSorted((a, b) => a.from - b.from);
  for (const span of open) {
    const last = spans.at(-1);
    if (last && span.from <= last.to) spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else spans.push(span);
  }
  return spans;
}

/** True where the template may go out at that instant, as far as its own windows go. */
export function insideWindows(windows: Windows, zone: string, at: Date): boolean {
  return windows.length === 0 || contains(windowsOn(windows, zone, wallAt(zone, at.getTime()).date), at.getTime());
}

/** The first instant from `from` on that lies in a window and before `limit`; undefined where there is none. */
export function nextInWindows(windows: Windows, zone: string, from: Date, limit: Date): Date | undefined {
  const last = wallAt(zone, limit.getTime()).date;
  for (let date = wallAt(zone, from.getTime()).date; date <= last; date = addDays(date, 1))
    for (const span of windowsOn(windows, zone, date)) {
      const at = Math.max(span.from, from.getTime());
      if (at < span.to) return at < limit.getTime() ? new Date(at) : undefined;
    }
  return undefined;
}

const mine = (input: SendInput): Windows => windowsOf(input.settings.templateWindows.value, input.templateKey);

/** [DLV-05] The hours of a template's own, on the facility's clock. */
export const templateWindowRule: TimeRule = {
  id: "template-window",
  settingKey: templateWindows.key,
  setting: (settings) => settings.templateWindows,
  applies: (input) => (input.kind === "reminder" || input.kind === "notice") && mine(input).length > 0,
  open: (input, day) => windowsOn(mine(input), input.facility.zone, day.date),
  why: (input) => ({ reason: "template-window", data: { template: input.templateKey ?? null } }),
};
