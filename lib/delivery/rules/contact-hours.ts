import { facilityDay, wallAt } from "@/lib/delivery/rules/day";
import { NO_SPANS } from "@/lib/delivery/rules/spans";
import type { Span, Spans } from "@/lib/delivery/rules/spans";
import type { SendInput, TimeRule, WhyClosed } from "@/lib/delivery/rules/types";
import { contactHours } from "@/lib/delivery/settings";
import type { ContactHours } from "@/lib/delivery/settings";
import { addDays, wallEdges, weekdayOf } from "@/lib/time";
import type { LocalDate } from "@/lib/time";

const MOST_REMEMBERED = 5_000;
const remembered = new WeakMap<ContactHours, Map<string, Spans>>();

/** The open span of one calendar day in one zone, by the table. */
export function openOn(hours: ContactHours, zone: string, date: LocalDate): Spans {
  let known = remembered.get(hours);
  if (!known) remembered.set(hours, (known = new Map()));
  const key = `${zone} ${date}`;
  const found = known.get(key);
  if (found) return found;
  const entry = hours[weekdayOf(date)];
  let spans = NO_SPANS;
  if (entry) {
    // Nothing of the day lies before 00:00, so even where the clock shows it twice the first one opens.
    const from = entry.from === "00:00" ? facilityDay(zone, date).from : wallEdges(zone, date, entry.from).opens;
    const to = wallEdges(zone, date, entry.to).closes;
    if (from < to) spans = [{ from, to }];
  }
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(key, spans);
  return spans;
}

/** The open spans of the table in `zone` that reach into `[from, to)`, which may touch several calendar days there. */
export function openWithin(hours: ContactHours, zone: string, from: number, to: number): Spans {
  const spans: Span[] = [];
  for (let date = wallAt(zone, from).date; facilityDay(zone, date).from < to; date = addDays(date, 1)) {
    for (const span of openOn(hours, zone, date)) {
      const last = spans.at(-1);
      // A day open until 24:00 and the next from 00:00 are one stretch.
      if (last && last.to === span.from) spans[spans.length - 1] = { from: last.from, to: span.to };
      else spans.push(span);
    }
  }
  return spans;
}

function whyClosed(hours: ContactHours, zone: string, at: number, outside: "outside-contact-hours" | "outside-recipient-hours"): WhyClosed {
  const { weekday } = wallAt(zone, at);
  const entry = hours[weekday];
  if (!entry) return { reason: "closed-weekday", data: { weekday } };
  return { reason: outside, data: { open: entry.from, close: entry.to, ...(outside === "outside-recipient-hours" ? { zone } : {}) } };
}

const bound = (input: SendInput): boolean => input.kind === "reminder" || input.kind === "notice";

/** [DLV-01] Contact hours on the facility's clock. */
export const facilityHoursRule: TimeRule = {
  id: "contact-hours",
  settingKey: contactHours.key,
  setting: (settings) => settings.contactHours,
  applies: bound,
  open: (input, day) => openOn(input.settings.contactHours.value, input.facility.zone, day.date),
  why: (input, _day, at) => whyClosed(input.settings.contactHours.value, input.facility.zone, at, "outside-contact-hours"),
};

/** [DLV-01] The same hours on the recipient's clock, where that is known to differ. */
export const recipientHoursRule: TimeRule = {
  id: "recipient-hours",
  settingKey: contactHours.key,
  setting: (settings) => settings.contactHours,
  applies: (input) => bound(input) && input.recipient?.zone !== undefined && input.recipient.zone !== input.facility.zone,
  open: (input, day) => openWithin(input.settings.contactHours.value, input.recipient?.zone ?? input.facility.zone, day.from, day.to),
  why: (input, _day, at) =>
    whyClosed(input.settings.contactHours.value, input.recipient?.zone ?? input.facility.zone, at, "outside-recipient-hours"),
};
