import { expect, test } from "vitest";
import { choicesFor, complete, openingAt, type SquigglyChoice } from "./completion";

const squiggly = (name: string, label = ""): SquigglyChoice => ({ name, label, example: "", group: "patient" });
const all = [
  squiggly("patientFirstName", "First name"),
  squiggly("appointmentDate", "Date of the visit"),
  squiggly("providerName"),
  squiggly("facilityName", "Name of the clinic"),
];

/** The caret is where the bar stands. */
const at = (marked: string): [string, number] => [marked.replace("|", ""), marked.indexOf("|")];

test.each([
  ["Hi {{|", ""],
  ["Hi {{ |", ""],
  ["Hi {{ pat|", "pat"],
  ["Hi {{pat|ient }}", "pat"],
  ["Hi |{{ pat }}", undefined],
  ["Hi {{ patientFirstName }}|", undefined],
  ["Hi {{ patientFirstName |", undefined],
  ["Hi {pat|", undefined],
  ["", undefined],
])("[TPL-05] completion opens inside a begun squiggly only: %s", (marked, query) => {
  expect(openingAt(...at(marked.includes("|") ? marked : "|"))?.query).toBe(query);
});

test("[TPL-05] names that begin with what is typed come first, then names and labels that contain it", () => {
  expect(choicesFor("p", all).map((c) => c.name)).toEqual(["patientFirstName", "providerName", "appointmentDate"]);
  expect(choicesFor("name", all).map((c) => c.name)).toEqual(["patientFirstName", "providerName", "facilityName"]);
  expect(choicesFor("clinic", all).map((c) => c.name)).toEqual(["facilityName"]);
  expect(choicesFor("zzz", all)).toEqual([]);
  expect(
    choicesFor(
      "",
      Array.from({ length: 30 }, (_, i) => squiggly(`s${i}`)),
    ),
  ).toHaveLength(8);
});

test.each([
  ["Hi {{|, see you", "Hi {{ providerName }}|, see you"],
  ["Hi {{ pro|, see you", "Hi {{ providerName }}|, see you"],
  ["Hi {{ pro|vider }} there", "Hi {{ providerName }}| there"],
  ["Hi {{ |}}.", "Hi {{ providerName }}|."],
  ["Hi {{ pro| there", "Hi {{ providerName }}| there"],
])("[TPL-05] a chosen squiggly is finished in place: %s", (marked, wanted) => {
  const [text, caret] = at(marked);
  const done = complete(text, openingAt(text, caret)!, "providerName");
  expect(`${done.text.slice(0, done.caret)}|${done.text.slice(done.caret)}`).toBe(wanted);
});
