import { formatDate, formatTime, fromWall, zoneAbbreviation } from "@/lib/time";
import { formatPhone } from "../filters";
import type { Channel } from "../types";
import { isolated } from "./direction";
import { squiggly, type Resolving, type Squiggly } from "./define";
import { dateStyle, timeStyle, webLink } from "./values";

const WRITTEN: readonly Channel[] = ["sms", "email"];

/** The weekday alone. Wall value: no zone is applied. An unreadable language tag in a record must not stop a message: English. */
function weekday(date: string, language: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  const options = { weekday: "long", timeZone: "UTC" } as const;
  try {
    return new Intl.DateTimeFormat(language, options).format(day);
  } catch {
    return new Intl.DateTimeFormat("en", options).format(day);
  }
}

function time(from: Resolving, which: "time" | "arrivalTime" | "endTime"): string | undefined {
  const value = from.facts.appointment?.[which];
  return value && formatTime(value, from.language, timeStyle(from.channel));
}

function date({ facts, channel, language }: Resolving): string | undefined {
  return facts.appointment && formatDate(facts.appointment.date, language, dateStyle(channel));
}

function dateTime(from: Resolving): string | undefined {
  const on = date(from);
  const at = time(from, "time");
  return on && at && from.words.dateAtTime(on, at);
}

export const APPOINTMENT: readonly Squiggly[] = [
  squiggly("appointment", "appointmentDate", "Date", "Sat, Dec 5", date),
  squiggly("appointment", "appointmentTime", "Time", "9:00 AM", (from) => time(from, "time")),
  squiggly(
    "appointment",
    "appointmentDay",
    "Weekday",
    "Saturday",
    ({ facts, language }) => facts.appointment && weekday(facts.appointment.date, language),
  ),
  squiggly("appointment", "appointmentDateTime", "Date and time", "Sat, Dec 5 at 9:00 AM", dateTime),
  squiggly(
    "appointment",
    "appointmentArrivalTime",
    "Time to arrive (else start)",
    "8:45 AM",
    (from) => time(from, "arrivalTime") ?? time(from, "time"),
  ),
  squiggly("appointment", "appointmentEndTime", "End time", "9:30 AM", (from) => time(from, "endTime")),
  squiggly("appointment", "appointmentDuration", "Length", "30 minutes", ({ facts, words }) =>
    facts.appointment?.durationMinutes ? words.minutes(facts.appointment.durationMinutes) : undefined,
  ),
  squiggly("appointment", "appointmentType", "Type of visit", "Check-up", ({ facts }) => facts.appointment?.type),
  squiggly(
    "appointment",
    "appointmentStatus",
    "Status",
    "confirmed",
    ({ facts, words }) => facts.appointment?.status && words.status[facts.appointment.status],
  ),
  squiggly(
    "appointment",
    "timezone",
    "Time zone",
    "EST",
    ({ facts: { appointment } }) =>
      appointment && zoneAbbreviation(appointment.zone, fromWall(appointment.zone, appointment.date, appointment.time).instant),
  ),
  squiggly(
    "appointment",
    "appointmentLink",
    "Link to the appointment's page",
    "https://example.com/p/4kT9…",
    ({ facts }) => webLink(facts.links.appointment),
    { channels: WRITTEN },
  ),
  squiggly("appointment", "confirmLink", "Link to confirm", "https://example.com/p/7bQx…", ({ facts }) => webLink(facts.links.confirm), {
    channels: WRITTEN,
  }),
  squiggly("appointment", "cancelLink", "Link to cancel", "https://example.com/p/9mLc…", ({ facts }) => webLink(facts.links.cancel), {
    channels: WRITTEN,
  }),
  squiggly(
    "appointment",
    "rescheduleLink",
    "Link to change the time",
    "https://example.com/p/2hRw…",
    ({ facts }) => webLink(facts.links.reschedule),
    { channels: WRITTEN },
  ),
  squiggly(
    "appointment",
    "calendarLink",
    "Link to add it to a calendar",
    "https://example.com/p/5nDs…",
    ({ facts }) => webLink(facts.links.calendar),
    { channels: WRITTEN },
  ),
  squiggly(
    "appointment",
    "replyOptions",
    "How to answer, as this reminder allows",
    "Reply Y (confirm), N (cancel) or R (change).",
    replyOptions,
    { channels: ["sms", "voice"] },
  ),
];

function replyOptions({ facts, channel, language, words }: Resolving): string {
  const allowed = facts.answersAllowed ?? "confirm-cancel";
  if (channel === "voice") return allowed === "none" ? words.keys.none : allowed === "confirm" ? words.keys.confirm : words.keys.all;
  if (allowed !== "none") return allowed === "confirm" ? words.replies.confirm : words.replies.all;
  const phone = facts.organization.phone ?? facts.facility?.phone;
  return words.replies.none(phone && isolated(formatPhone(phone), language, channel));
}
