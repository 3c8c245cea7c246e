/** The people of the story: one per way of answering. Numbers of the 555-01xx family belong to nobody. */
export const FAMILY = "Marlowe";
export const NORA = { id: "S1", first: "Nora", phone: "+12125550181", email: "nora.marlowe@mail.example", prefers: "Text" };
export const VICTOR = { id: "S2", first: "Victor", phone: "+12125550182", email: "victor.marlowe@mail.example", prefers: "Call" };
export const ELENA = { id: "S3", first: "Elena", phone: "+12125550183", email: "elena.marlowe@mail.example", prefers: "E-mail" };
export const SAM = { id: "S4", first: "Sam", phone: "+12125550184", email: "", prefers: "Text" };
export const PEOPLE = [NORA, VICTOR, ELENA, SAM] as const;

const csv = (rows: readonly (readonly string[])[]): Buffer => Buffer.from(rows.map((row) => row.join(",")).join("\r\n") + "\r\n");

/** The patients as an office system would export them. */
export function patientsFile(): Buffer {
  return csv([
    ["Patient ID", "First name", "Last name", "Date of birth", "Mobile phone", "E-mail", "Preferred channel", "Language"],
    ...PEOPLE.map((p, i) => [p.id, p.first, FAMILY, `198${i}-04-0${i + 1}`, p.phone, p.email, p.prefers, "en"]),
  ]);
}

/** Their schedule: everyone has a visit on `day`, Sam another one on `later`. */
export function scheduleFile(day: string, later: string): Buffer {
  const visits = PEOPLE.map((p, i) => [`SV${i}`, p.id, day, `${14 + Math.floor(i / 2)}:${i % 2 ? "30" : "00"}`]);
  return csv([
    ["Appointment ID", "Patient ID", "Date", "Time", "Minutes", "Facility", "Provider", "Visit type"],
    ...[...visits, ["SV9", SAM.id, later, "15:00"]].map((v) => [...v, "30", "Harbor Main Street", "Ada Okafor", "Follow-up visit"]),
  ]);
}
