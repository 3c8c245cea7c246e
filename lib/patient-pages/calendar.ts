import { createEvent, type DateTime } from "ics";
import { t } from "@/lib/i18n";
import type { VisitPage } from "./visit-page";

/**
 * The visit as an iCalendar file ([REM-03]). Calendars are shared and shown on lock screens, so it names the practice and the place,
 * never what for or with whom. The same visit keeps its UID: adding it again after a move replaces the entry.
 */
export function visitCalendar(
  visit: Pick<VisitPage, "appointmentId" | "revision" | "startsAt" | "endsAt" | "status" | "practice" | "place" | "phone">,
  language: string,
): string {
  const say = t(language);
  const name = visit.practice.name;
  const { error, value } = createEvent({
    productId: "luma/visits",
    method: "PUBLISH",
    uid: `${visit.appointmentId}@luma`,
    sequence: visit.revision,
    title: say("visit.pageTitle", { practice: name }),
    start: utcParts(visit.startsAt),
    startInputType: "utc",
    startOutputType: "utc",
    end: utcParts(visit.endsAt),
    endInputType: "utc",
    endOutputType: "utc",
    ...(visit.place.lines.length ? { location: visit.place.lines.join(", ") } : {}),
    description: visit.phone
      ? say("common.questions", { practice: name, phone: visit.phone.text })
      : say("common.questionsNoPhone", { practice: name }),
    status: visit.status === "cancelled" || visit.status === "rescheduled" ? "CANCELLED" : "CONFIRMED",
    classification: "PRIVATE",
  });
  if (error || value === null) throw error ?? new Error("The calendar entry is empty");
  return value;
}

function utcParts(at: Date): DateTime {
  return [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes()];
}
