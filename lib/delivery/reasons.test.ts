import { expect, test } from "vitest";
import { REASON_CODES, describeReason } from "@/lib/delivery/reasons";

test("[DLV-10] every code has a plain sentence of its own, with and without its data", () => {
  const sentences = REASON_CODES.map((code) => describeReason(code));
  for (const [i, sentence] of sentences.entries()) {
    expect(REASON_CODES[i]).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(sentence, REASON_CODES[i]).toMatch(/^[A-Z].*\.$/);
    expect(sentence, REASON_CODES[i]).not.toMatch(/undefined|null|NaN| {2}/);
  }
  expect(new Set(sentences).size).toBe(sentences.length);
});

test("[DLV-10] sentences name what decided", () => {
  expect(describeReason("cadence-step", { before: "2 days" })).toBe("Reminder 2 days before the visit.");
  expect(describeReason("closed-weekday", { weekday: 0 })).toBe("There are no contact hours on Sundays.");
  expect(describeReason("legal-hours", { state: "CT", open: "09:00", close: "20:00" })).toBe(
    "Outside the legal contact hours of CT (09:00 to 20:00).",
  );
  expect(describeReason("legal-hours", { state: null, open: "08:00", close: "21:00" })).toBe(
    "Outside the legal contact hours (08:00 to 21:00).",
  );
  expect(describeReason("contact-preferred", { channel: "sms" })).toBe("Goes to the patient's preferred contact, by text message.");
});

test("a code of another area is shown as its words", () => {
  expect(describeReason("some-new-code")).toBe("Some new code.");
});
