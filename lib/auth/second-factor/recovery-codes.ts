import { createHash, randomInt } from "node:crypto";

const RECOVERY_CODES = 10;

/** No vowels and nothing that looks like something else: nobody misreads them, and no words come out. */
const LETTERS = "23456789bcdfghjkmnpqrstvwxz";
const GROUPS = 3;
const GROUP = 4;

/** Ten new codes such as `k7qd-3mxp-9h2w`, about 57 bits each. */
export function newRecoveryCodes(): string[] {
  const group = (): string => Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return Array.from({ length: RECOVERY_CODES }, () => Array.from({ length: GROUPS }, group).join("-"));
}

/** What a person typed, without spaces, dashes and capitals; undefined where it cannot be a code. */
export function readRecoveryCode(text: string): string | undefined {
  const code = text.toLowerCase().replace(/[\s-]/g, "");
  return code.length === GROUPS * GROUP && Array.from(code).every((letter) => LETTERS.includes(letter)) ? code : undefined;
}

/** What the database keeps; bound to the person, so that equal codes of two people do not look alike. */
export function recoveryHash(userId: string, code: string): Buffer {
  return createHash("sha256")
    .update(`recovery:${userId}:${code.replaceAll("-", "")}`)
    .digest();
}
