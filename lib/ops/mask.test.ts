import { expect, test } from "vitest";
import { maskedError } from "./mask";

test("[SEC-05] an error's message is shown without what it quotes: names, numbers, dates, addresses", () => {
  const shown = [
    maskedError("error", `duplicate key value violates unique constraint "patient_mrn" Key (mrn, name)=(123456, Rosa Delgado) exists`),
    maskedError("TypeError", "cannot read 'Rosa' of undefined"),
    maskedError("Error", "call +1 (212) 555-0100 or rosa@mail.example about 1980-04-02\nand Rosa"),
    maskedError("error", 'invalid input syntax for type date: "1980-04-02"'),
  ].join("\n");
  expect(shown).not.toMatch(/Rosa|Delgado|123456|555|0100|mail|1980/);
  expect(shown).toContain("duplicate key value violates unique constraint …");
  expect(shown).toContain("invalid input syntax for type date: …");
});

test("[OPS-04] a run without an error shows none, an error without a message its name", () => {
  expect(maskedError(undefined, undefined)).toBeUndefined();
  expect(maskedError("RangeError", undefined)).toBe("RangeError");
  expect(maskedError(undefined, "step 12 gave up")).toBe("Error: step 12 gave up");
});
