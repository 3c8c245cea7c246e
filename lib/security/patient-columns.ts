/**
 * [SEC-05] Where patients' data lies in the database, and why it has to. Names, phones, e-mail addresses and birth dates may
 * stand in these columns only; every other table (queues, engine, plans, trails, audit, links, settings) holds ids and codes.
 * Tests plant people and look through all the others.
 */
export const PATIENT_COLUMNS: Record<string, { columns: readonly string[] | "all"; why: string }> = {
  patient: { columns: "all", why: "The record itself." },
  patient_identifier: { columns: ["value"], why: "Record and member numbers, by which a schedule finds its patient." },
  patient_merge: { columns: ["moved"], why: "What a merge moved, so that it can be undone." },
  guardian: { columns: ["first_name", "last_name"], why: "Whom messages about a minor are addressed to." },
  endpoint: { columns: ["address"], why: "The number or address that messages go to; it must be found by equality." },
  appointment: { columns: ["note"], why: "What staff noted about a visit." },
  message: {
    columns: ["subject", "body", "understood"],
    why: "What was said and heard: staff read and search it. Links stand in it without their token.",
  },
  suppression: { columns: ["note"], why: "What the person said who asked not to be contacted." },
  contact_list_entry: { columns: ["note"], why: "Why a number or address is on the allow-list or the block-list, in the words of staff." },
  import_problem: { columns: ["raw"], why: "The cell of an imported file that could not be read, shown to who mends the file." },
  file: { columns: ["name"], why: "The name that the file had on the computer it came from." },
  file_chunk: { columns: ["data"], why: "Files themselves." },
  emergency_access: { columns: ["reason"], why: "Why somebody opened a record in an emergency, in their words." },
  app_user: { columns: ["name", "email"], why: "Staff, who may be patients too." },
  provider: { columns: ["first_name", "last_name"], why: "Staff, who may be patients too." },
  "sim.*": { columns: "all", why: "The stand-in carriers' own log; exists in a demonstration only." },
};
