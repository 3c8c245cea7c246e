import type { SquigglyFacts } from "./squigglies";

/** A made-up patient with a visit: what a wording says without showing anybody's data. */
export function exampleFacts(language: string, organizationName: string): SquigglyFacts {
  const day = { date: "2026-12-05", time: "09:00", provider: "Dr. Lee", facility: "Lakeside Clinic", sensitive: false };
  return {
    language,
    patient: { firstName: "Maria", lastName: "Lopez", guardianFirstName: "Ana" },
    appointment: {
      date: "2026-12-05",
      time: "09:00",
      zone: "America/New_York",
      arrivalTime: "08:45",
      endTime: "09:30",
      durationMinutes: 30,
      type: "Physical",
      status: "confirmed",
      sensitive: false,
      instructions: { type: "Bring your insurance card.", facility: "North entrance.", provider: "Bring your list of medicines." },
    },
    sameDay: [day, { ...day, time: "10:30", provider: "Lab" }],
    upcoming: [day],
    provider: { name: "Dr. Lee", firstName: "Jordan", lastName: "Lee", title: "Dr." },
    facility: {
      name: "Lakeside Clinic",
      address: "12 Main Street",
      city: "Springfield",
      state: "MA",
      zip: "01103",
      phone: "+14135550100",
      alternativePhone: "+14135550101",
      mapLink: "https://maps.example.com/12-main",
      hours: "Mon-Fri 8-5",
    },
    organization: { name: organizationName, phone: "+14135550100", website: "https://clinic.example.com" },
    links: Object.fromEntries(
      ["appointment", "confirm", "cancel", "reschedule", "calendar", "patientApp", "preferences"].map((kind) => [
        kind,
        "https://clinic.example.com/p/example",
      ]),
    ),
    answersAllowed: "confirm-cancel",
    firstMessage: false,
    openQuestions: [
      { firstName: "Maria", lastName: "Lopez", date: "2026-12-05", time: "09:00" },
      { firstName: "Jose", lastName: "Lopez", date: "2026-12-07", time: "14:00" },
    ],
  };
}
