import { describe, expect, test } from "vitest";
import { goesToGuardian, isUnderAge } from "./guardian";

describe("[CON-15] who is under age", () => {
  test.each([
    ["2010-03-02", "2028-03-01", 18, true],
    ["2010-03-02", "2028-03-02", 18, false],
    ["2008-02-29", "2026-02-28", 18, true],
    ["2008-02-29", "2026-03-01", 18, false],
    ["2010-03-02", "2029-03-01", 19, true],
    [null, "2028-03-01", 18, false],
  ])("born %s, on %s, of age at %i: %s", (born, today, age, under) => {
    expect(isUnderAge(born, today, age)).toBe(under);
  });

  test("the guardian gets an adult's messages only where the record says so", () => {
    const adult = { birthDate: "1980-01-01", today: "2027-03-01", ageOfMajority: 18 };
    expect(goesToGuardian({ ...adult, guardian: { always: false } })).toBe(false);
    expect(goesToGuardian({ ...adult, guardian: { always: true } })).toBe(true);
    expect(goesToGuardian({ ...adult, birthDate: "2020-01-01", guardian: { always: false } })).toBe(true);
  });
});
