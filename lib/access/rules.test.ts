import { describe, expect, test } from "vitest";
import { accessOf, type AccessFacts } from "./rules";

const facts = (over: Partial<AccessFacts> = {}): AccessFacts => ({
  role: "staff",
  grouped: false,
  everywhere: false,
  facilities: [],
  withoutGroup: "all",
  emergencies: [],
  ...over,
});
const until = new Date("2027-03-01T16:00:00Z");

describe("which facilities a user sees", () => {
  test.each<[string, Partial<AccessFacts>, string[] | null]>([
    ["in no group: all", {}, null],
    ["in no group, where the organization says none", { withoutGroup: "none" }, []],
    ["in a group: its facilities", { grouped: true, facilities: ["a", "b"] }, ["a", "b"]],
    ["in a group without facilities: none", { grouped: true }, []],
    ["in a group that sees all", { grouped: true, everywhere: true, facilities: ["a"] }, null],
    ["a manager in a group: its facilities", { role: "manager", grouped: true, facilities: ["a"] }, ["a"]],
    ["an admin: all, whatever the groups and the organization say", { role: "admin", grouped: true, withoutGroup: "none" }, null],
  ])("[ADM-03] %s", (_, over, expected) => {
    expect(accessOf(facts(over)).facilities).toEqual(expected);
  });

  test("[SEC-09] emergency access adds its facility or patient to what the groups show", () => {
    const emergencies = [
      { id: "1", facilityId: "b", patientId: null, until },
      { id: "2", facilityId: null, patientId: "p", until },
    ];
    expect(accessOf(facts({ grouped: true, facilities: ["a", "b"], emergencies }))).toEqual({
      facilities: ["a", "b"],
      patients: ["p"],
      emergencies,
    });
    expect(accessOf(facts({ withoutGroup: "none", emergencies })).facilities).toEqual(["b"]);
    expect(accessOf(facts({ emergencies }))).toMatchObject({ facilities: null, patients: [], emergencies });
  });
});
