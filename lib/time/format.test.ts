import { expect, test } from "vitest";
import { formatDate, formatDateTime, formatTime, speakDateTime } from "@/lib/time/format";

const LANGUAGES = "am ar bn de el en es fa fil fr gu hi ht hy it ja km ko lo mr my pa pl pt ru so sw th ti uk ur vi zh-Hans zh-Hant".split(
  " ",
);

test("English dates and times in every style", () => {
  expect(formatDate("2026-11-24", "en", "full")).toBe("Tuesday, November 24, 2026");
  expect(formatDate("2026-11-24", "en")).toBe("Nov 24, 2026");
  expect(formatDate("2026-11-24", "en", "weekday")).toBe("Tue, Nov 24");
  expect(formatDate("2026-11-24", "en", "spoken")).toBe("Tuesday, November 24");
  expect(formatDate("2026-11-24", "en", "short")).toBe("11/24/2026");
  expect(formatTime("09:05:30", "en")).toBe("9:05 AM");
  expect(formatTime("00:00", "en")).toBe("12:00 AM");
  expect(formatTime("13:00", "en", "spoken")).toBe("1 PM");
  expect(formatTime("13:30", "en", "spoken")).toBe("1:30 PM");
  expect(formatDateTime("2026-11-24", "14:05", "en")).toBe("Nov 24, 2026, 2:05 PM");
  expect(speakDateTime("2026-11-24", "09:00", "en")).toEqual({ date: "Tuesday, November 24", time: "9 AM" });
});

test("[TPL-07] no special space slips in that would turn a text message into UCS-2", () => {
  for (const language of ["en", "es", "fr", "de", "pt", "it"]) {
    for (const text of [formatTime("09:05", language), formatDateTime("2026-11-24", "14:05", language)]) {
      expect(text).not.toMatch(/[\u00a0\u2000-\u200b\u202f]/);
    }
  }
});

test("[TPL-01] every template language has words of its own, the Gregorian year and Latin digits", () => {
  const english = formatDate("2026-11-24", "en", "full");
  for (const language of LANGUAGES) {
    const text = formatDate("2026-11-24", language, "full");
    if (language !== "en") expect(text, language).not.toBe(english);
    expect(text, language).toMatch(/24/);
    expect(text, language).toMatch(/2026/);
    expect(formatTime("14:05", language), language).toMatch(/05/);
  }
  expect(formatDate("2026-11-24", "ht", "full")).toBe("madi 24 novanm 2026");
});

test("[TPL-09] Swahili, which counts hours from sunrise, says AM and PM", () => {
  for (const language of ["sw", "sw-KE", "sw-TZ"]) {
    expect(formatTime("09:00", language)).toBe("9:00 AM");
    expect(formatTime("15:30", language)).toBe("3:30 PM");
    expect(formatDateTime("2026-11-24", "09:00", language)).toContain("9:00 AM");
  }
});

test("[TPL-09] an unknown or broken language tag gives English, never an error", () => {
  expect(formatDate("2026-11-24", "x!", "full")).toBe("Tuesday, November 24, 2026");
  expect(formatDate("2026-11-24", "qqq", "full")).toBe("Tuesday, November 24, 2026");
});
