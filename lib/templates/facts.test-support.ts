import type { SquigglyFacts } from "./squigglies";

/** A patient with a visit on a Saturday at nine. */
export function facts(change: Partial<SquigglyFacts> = {}): SquigglyFacts {
  return {
    language: "en",
    patient: { firstName: "Maria", lastName: "Lopez", preferredName: "Mari", guardianFirstName: "Ana", dateOfBirth: "1980-03-04" },
    appointment: {
      date: "2026-12-05",
      time: "09:00",
      zone: "America/New_York",
      arrivalTime: "08:45",
      endTime: "09:30",
      durationMinutes: 30,
      type: "HIV follow-up",
      status: "confirmed",
      sensitive: false,
      instructions: { type: "Do not eat before.", facility: "North entrance.", provider: "Bring your list of medicines." },
    },
    sameDay: [
      { date: "2026-12-05", time: "10:30", provider: "Lab", type: "Blood test", sensitive: false },
      { date: "2026-12-05", time: "09:00", provider: "Dr. Lee", type: "HIV follow-up", facility: "Lakeside Clinic", sensitive: false },
    ],
    upcoming: [{ date: "2026-12-05", time: "09:00", provider: "Dr. Lee", sensitive: false }],
    provider: { name: "Dr. Lee", firstName: "Jordan", lastName: "Lee", title: "Dr.", phonetic: "Doctor Lee" },
    facility: {
      name: "Lakeside Clinic",
      phonetic: "Lake side Clinic",
      address: "12 Main Street",
      city: "Springfield",
      state: "MA",
      zip: "01103",
      phone: "+14135550100",
      alternativePhone: "+14135550101",
      mapLink: "https://maps.example.com/12-main",
      hours: "Mon-Fri 8-5",
    },
    organization: { name: "Lakeside Family Clinic", phone: "+14135550100", website: "lakeside.example.com" },
    links: {
      appointment: "https://luma.example/p/4kT9sXbQwLmNpRvYz",
      confirm: "https://luma.example/p/7bQxsXbQwLmNpRvYz",
      cancel: "https://luma.example/p/9mLcsXbQwLmNpRvYz",
      reschedule: "https://luma.example/p/2hRwsXbQwLmNpRvYz",
      calendar: "https://luma.example/p/5nDssXbQwLmNpRvYz",
      patientApp: "https://luma.example/p/8vYtsXbQwLmNpRvYz",
      preferences: "https://luma.example/p/3cFzsXbQwLmNpRvYz",
    },
    answersAllowed: "confirm-cancel",
    firstMessage: false,
    openQuestions: [
      { firstName: "Maria", lastName: "Lopez", date: "2026-12-05", time: "09:00" },
      { firstName: "Jose", lastName: "Lopez", date: "2026-12-07", time: "14:00" },
    ],
    ...change,
  };
}
