/**
 * What can be wrong with a row. `reject`: the row is left out. `note`: the row is imported without the faulty part.
 * Stored as `code` or `code|detail`; a detail is a name or number that the sentence needs, never more.
 */
export const PROBLEMS = {
  "row-unreadable": { severity: "reject", text: () => "The row has a quotation mark that is never closed, or text behind a closing one.", todo: () => 'Write quotation marks inside a cell twice ("") or take them out.' },
  "row-too-long": { severity: "reject", text: () => "The row is longer than a megabyte.", todo: () => "Check that the file has line breaks between its rows." },
  "row-ragged": { severity: "reject", text: (d) => `The row has ${d} cells, other than the header.`, todo: () => "Put cells that contain the separator into quotation marks, and give every row all cells." },
  "id-missing": { severity: "reject", text: () => "The ID is missing.", todo: () => "Fill in the ID: it is how the same record is found again next time." },
  "id-too-long": { severity: "reject", text: () => "The ID is longer than 100 characters.", todo: () => "Check that the right column is chosen as the ID." },
  "id-repeated": { severity: "reject", text: (d) => `The same ID is already in row ${d}.`, todo: () => "Keep one of the rows, or correct the ID." },
  "name-missing": { severity: "reject", text: () => "The last name is missing.", todo: () => "Fill in the last name." },
  "name-too-long": { severity: "reject", text: () => "The name is longer than 200 characters.", todo: () => "Check that the right column is chosen as the name." },
  "birth-unreadable": { severity: "note", text: (d) => `“${d}” is not a date of birth.`, todo: () => "Write dates like 1980-03-07, or choose the other order of day and month." },
  "birth-unlikely": { severity: "note", text: (d) => `${d} cannot be a date of birth: it is in the future, or more than 130 years ago.`, todo: () => "Correct the year." },
  "language-unknown": { severity: "note", text: (d) => `“${d}” is not a language we know. Messages go out in English.`, todo: () => "Write the language’s name in English, or its code, like es." },
  "phone-invalid": { severity: "note", text: (d) => `“${d}” is not a phone number that can be reached.`, todo: () => "Write the number with its area code. Numbers outside the US begin with + and the country’s code." },
  "phone-extension": { severity: "note", text: (d) => `The extension of “${d}” was left out: calls reach the main number.`, todo: () => "Give a direct number if calls should reach the person." },
  "email-invalid": { severity: "note", text: (d) => `“${d}” is not an e-mail address.`, todo: () => "Correct the address, or leave the cell empty." },
  "address-missing": { severity: "reject", text: (d) => d ? `“${d}” is neither a phone number nor an e-mail address.` : "The row has no number and no address.", todo: () => "Write the number with its area code, or an address like name@example.com." },
  "stop-channel-unknown": { severity: "note", text: (d) => `“${d}” is not a channel. Nothing at all will be sent to it.`, todo: () => "Write text, call or e-mail, or leave the cell empty to stop everything." },
  "channel-unknown": { severity: "note", text: (d) => `“${d}” is not a channel.`, todo: () => "Write text, call or e-mail." },
  "status-unknown": { severity: "reject", text: (d) => `The status “${d}” is not known.`, todo: () => "Write active, inactive or deceased." },
  "deceased-unknown": { severity: "reject", text: (d) => `“${d}” does not say whether the patient is deceased.`, todo: () => "Write yes, no or the date." },
  "patient-unknown": { severity: "reject", text: (d) => `There is no patient with the ID ${d}.`, todo: () => "Import the patients first, or choose the columns with the patient’s name so that new patients are made." },
  "date-unreadable": { severity: "reject", text: (d) => `“${d}” is not a date.`, todo: () => "Write dates like 2026-11-24, or choose the other order of day and month." },
  "date-unlikely": { severity: "reject", text: (d) => `${d} is more than five years away, or before 1900.`, todo: () => "Correct the year." },
  "time-unreadable": { severity: "reject", text: (d) => `“${d}” is not a time.`, todo: () => "Write times like 14:30 or 2:30 PM." },
  "time-missing": { severity: "reject", text: () => "The time is missing.", todo: () => "Fill in the time, or choose the column that holds it." },
  "time-skipped": { severity: "note", text: (d) => `The clocks skip ${d} on this day. The visit starts an hour later.`, todo: () => "Check the time with the clinic." },
  "time-twice": { severity: "note", text: (d) => `The clocks show ${d} twice on this day. The first is meant.`, todo: () => "Check the time with the clinic." },
  "minutes-unreadable": { severity: "note", text: (d) => `“${d}” is not a length in minutes. The usual length is used.`, todo: () => "Write a whole number of minutes, like 30." },
  "facility-missing": { severity: "reject", text: () => "The facility is missing.", todo: () => "Fill in the facility." },
  "facility-unknown": { severity: "reject", text: (d) => `There is no facility “${d}”.`, todo: () => "Add it under Settings → Facilities, correct the name, or let the import make what is missing." },
  "facility-no-zone": { severity: "reject", text: (d) => `The facility “${d}” has no time zone, so the start of the visit cannot be known.`, todo: () => "Set its time zone under Settings → Facilities, then check the file again." },
  "provider-unknown": { severity: "reject", text: (d) => `There is no provider “${d}”.`, todo: () => "Add the provider under Settings → Providers, correct the name, or let the import make what is missing." },
  "type-unknown": { severity: "reject", text: (d) => `There is no visit type “${d}”.`, todo: () => "Add the type under Settings → Visit types, correct the name, or let the import make what is missing." },
  "visit-status-unknown": { severity: "reject", text: (d) => `The visit status “${d}” is not known.`, todo: () => "Write booked, confirmed, cancelled, no-show or completed." },
} as const satisfies Record<string, { severity: "reject" | "note"; text: (detail: string) => string; todo: () => string }>; // prettier-ignore

export type ProblemCode = keyof typeof PROBLEMS;
export type RowProblem = { /** Key of the field, or "row". */ field: string; code: ProblemCode; detail?: string };

/** True where the problem keeps the row out. */
export function rejects(problem: RowProblem): boolean {
  return PROBLEMS[problem.code].severity === "reject";
}

/** As stored in import_problem.problem. */
export function encodeProblem(problem: RowProblem): string {
  return problem.detail === undefined ? problem.code : `${problem.code}|${problem.detail.slice(0, 200)}`;
}

/** The stored form in words: what is wrong and what to do. Throws on a code that no version wrote. */
export function describeProblem(stored: string): { code: ProblemCode; severity: "reject" | "note"; text: string; todo: string } {
  const bar = stored.indexOf("|");
  const code = (bar === -1 ? stored : stored.slice(0, bar)) as ProblemCode;
  const known = PROBLEMS[code];
  if (!known) throw new RangeError(`Unknown import problem: ${code}`);
  return { code, severity: known.severity, text: known.text(bar === -1 ? "" : stored.slice(bar + 1)), todo: known.todo() };
}
