import { describe, expect, test } from "vitest";
import { instructionsFor } from "./instructions";
import { openingWords, type OpeningHours } from "./opening-hours";

const week = (...days: (string | null)[]): OpeningHours => days.map((day) => (day ? { from: day.slice(0, 5), to: day.slice(6) } : null));

describe("opening hours", () => {
  test("[ADM-02] are said Monday first, equal neighbours together, closed days left out", () => {
    const usual = "08:00-17:00";
    expect(openingWords(week(null, usual, usual, usual, usual, usual, "09:00-12:00"), "en")).toBe(
      "Mon–Fri 8:00 AM–5:00 PM, Sat 9:00 AM–12:00 PM",
    );
    expect(openingWords(week(usual, usual, null, usual, usual, usual, usual), "en")).toBe("Mon 8:00 AM–5:00 PM, Wed–Sun 8:00 AM–5:00 PM");
    expect(openingWords(week(null, null, null, null, null, null, null), "en")).toBeUndefined();
  });

  test("[ADM-02] are said in the patient's language", () => {
    expect(openingWords(week(null, "08:00-17:00", null, null, null, null, null), "es")).toMatch(/^lun 8:00/);
  });
});

test.each([
  ["es", "sms", "ES"],
  ["es-MX", "sms", "ES"],
  ["es", "voice", "ES spoken"],
  ["fr", "sms", "EN"],
  ["fr", "voice", "EN spoken"],
  ["en", undefined, "EN"],
] as const)("[ADM-02] [TPL-06] instructions in %s by %s are %s", (language, channel, text) => {
  expect(instructionsFor({ en: "EN", es: "ES", "es/voice": "ES spoken", "en/voice": "EN spoken" }, language, channel)).toBe(text);
});

test("[ADM-02] a channel's text alone says nothing on the others, and nothing known is nothing said", () => {
  expect(instructionsFor({ "es/voice": "ES spoken" }, "es", "sms")).toBeUndefined();
  expect(instructionsFor({}, "es", "sms")).toBeUndefined();
});
