import { expect, test } from "vitest";
import { visitCalendar } from "./calendar";

const visit = {
  appointmentId: "01980000-0000-7000-8000-000000000001",
  revision: 3,
  startsAt: new Date("2027-03-15T15:00:00Z"),
  endsAt: new Date("2027-03-15T15:45:00Z"),
  status: "unconfirmed" as const,
  practice: { name: "Harbor, Clinic; Ltd", phone: null, accent: "#000000" },
  place: { name: "Main Street", lines: ["12 Main Street", "New York, NY 10001"], mapUrl: null },
  phone: { e164: "+12125550100", text: "(212) 555-0100" },
};
const unfolded = (text: string): string => text.replaceAll(/\r\n[ \t]/g, "");

test("[REM-03] the calendar file says when and where, in UTC, and replaces itself after a move", () => {
  const ics = visitCalendar(visit, "en");
  expect(ics.startsWith("BEGIN:VCALENDAR\r\n")).toBe(true);
  const lines = unfolded(ics).split("\r\n");
  for (const line of [
    "DTSTART:20270315T150000Z",
    "DTEND:20270315T154500Z",
    `UID:${visit.appointmentId}@luma`,
    "SEQUENCE:3",
    "STATUS:CONFIRMED",
    "LOCATION:12 Main Street\\, New York\\, NY 10001",
    "SUMMARY:Your visit – Harbor\\, Clinic\\; Ltd",
  ])
    expect(lines).toContain(line);
  expect(unfolded(visitCalendar({ ...visit, status: "cancelled" }, "en"))).toContain("STATUS:CANCELLED");
  expect(unfolded(visitCalendar(visit, "es"))).toContain("SUMMARY:Su cita –");
});

test("[DLV-16] a calendar is seen by others: it names no place of the practice, no type and no provider", () => {
  expect(unfolded(visitCalendar(visit, "en"))).not.toContain("LOCATION:Main Street");
  expect(unfolded(visitCalendar({ ...visit, place: { ...visit.place, lines: [] } }, "en"))).not.toContain("LOCATION");
});
