import { isDate } from "@/lib/time/dates";

/** Whom the record names as responsible for a patient's messages. */
export type GuardianFacts = {
  id: string;
  firstName: string;
  /** Also where the patient is of age: a legal guardian of an adult, or somebody with a power of attorney. */
  always: boolean;
};

/**
 * [CON-15] Whether messages about a patient go to the guardian on `today` (both calendar dates where the patient is looked after): while the patient is under
 * age, or always where the record says so. Without a birth date only where it says so. Pure.
 */
export function goesToGuardian(input: {
  birthDate: string | null;
  today: string;
  ageOfMajority: number;
  guardian: Pick<GuardianFacts, "always">;
}): boolean {
  return input.guardian.always || isUnderAge(input.birthDate, input.today, input.ageOfMajority);
}

/** Whether somebody born on that day is under age; of the 29th of February, until the 1st of March. */
export function isUnderAge(birthDate: string | null, today: string, ageOfMajority: number): boolean {
  if (!birthDate || !isDate(birthDate) || !isDate(today)) return false;
  const year = Number(birthDate.slice(0, 4)) + ageOfMajority;
  return today < `${String(year).padStart(4, "0")}${birthDate.slice(4, 10)}`;
}
