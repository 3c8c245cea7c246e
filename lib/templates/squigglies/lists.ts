import { formatDate, formatTime } from "@/lib/time/format";
import { isolated } from "./direction";
import { squiggly, type Resolving, type Squiggly } from "./define";
import type { ListedVisit } from "./facts";
import { dateStyle, timeStyle } from "./values";

function sorted(visits: readonly ListedVisit[]): ListedVisit[] {
  return [...visits].sort((a, b) => `${a.date}T${a.time}`.localeCompare(`${b.date}T${b.time}`));
}

function line(from: Resolving, visit: ListedVisit, withDate: boolean): string {
  const { channel, language, words } = from;
  const time = formatTime(visit.time, language, timeStyle(channel));
  const when = withDate ? words.dateAtTime(formatDate(visit.date, language, dateStyle(channel)), time) : time;
  // A text message keeps to what tells the visits apart; an e-mail has room for the place too.
  const who = visit.provider ?? visit.type;
  const what = who ? words.withProvider(when, isolated(who, language, channel)) : when;
  return channel === "email" && visit.facility ? `${what}, ${isolated(visit.facility, language, channel)}` : what;
}

function join({ channel, words }: Resolving, lines: string[]): string | undefined {
  if (lines.length === 0) return undefined;
  if (channel === "email") return lines.join("\n");
  if (channel === "sms") return lines.join("; ");
  return lines.length === 1 ? lines[0] : `${lines.slice(0, -1).join(", ")}, ${words.listJoint} ${lines.at(-1)}`;
}

export const LISTS: readonly Squiggly[] = [
  squiggly("lists", "appointmentsListInDay", "All visits of that day", "9:00 AM with Dr. Lee; 10:30 AM with Lab", (from) =>
    join(
      from,
      sorted(from.facts.sameDay ?? []).map((visit) => line(from, visit, false)),
    ),
  ),
  squiggly("lists", "appointmentsListUpcoming", "All coming visits", "Sat, Dec 5 at 9:00 AM with Dr. Lee", (from) =>
    join(
      from,
      sorted(from.facts.upcoming ?? []).map((visit) => line(from, visit, true)),
    ),
  ),
  squiggly("lists", "appointmentsCountInDay", "Number of visits that day", "2", ({ facts }) =>
    facts.sameDay?.length ? String(facts.sameDay.length) : undefined,
  ),
  squiggly("lists", "firstAppointmentTime", "Time of the first visit that day", "9:00 AM", ({ facts, language, channel }) => {
    const first = sorted(facts.sameDay ?? [])[0];
    return first && formatTime(first.time, language, timeStyle(channel));
  }),
  squiggly(
    "lists",
    "openQuestionsList",
    "Numbered list of the visits an answer could mean",
    "1 = Maria L., Sat, Dec 5 at 9:00 AM; 2 = Jose L., Mon, Dec 7 at 2:00 PM",
    ({ facts, language, channel, words }) =>
      (facts.openQuestions ?? [])
        .map((open, i) => {
          const initial = Array.from(open.lastName.trim())[0];
          const name = initial ? `${open.firstName} ${initial.toUpperCase()}.` : open.firstName;
          const when = words.dateAtTime(
            formatDate(open.date, language, dateStyle(channel)),
            formatTime(open.time, language, timeStyle(channel)),
          );
          return `${i + 1} = ${isolated(name, language, channel)}, ${when}`;
        })
        .join("; "),
    { channels: ["sms"] },
  ),
];
