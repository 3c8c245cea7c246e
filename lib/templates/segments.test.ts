import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smsSegments } from "./segments";
import { smsText } from "./sms-text";

describe("segments", () => {
  test.each<[number, number]>([
    [0, 0],
    [1, 1],
    [160, 1],
    [161, 2],
    [306, 2],
    [307, 3],
    [459, 3],
    [460, 4],
  ])("[TPL-07] %i GSM-7 characters are %i segments", (length, segments) => {
    expect(smsSegments("a".repeat(length))).toMatchObject({ encoding: "GSM-7", segments, units: length, nonGsm: [] });
  });
  test.each<[number, number]>([
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
  ])("[TPL-07] %i UCS-2 characters are %i segments", (length, segments) => {
    expect(smsSegments("я".repeat(length))).toMatchObject({ encoding: "UCS-2", segments, units: length, nonGsm: ["я"] });
  });
  test("[TPL-07] one curly quote among 71 characters makes two segments", () => {
    expect(smsSegments(`${"a".repeat(70)}’`)).toEqual({ encoding: "UCS-2", segments: 2, units: 71, perSegment: 67, nonGsm: ["’"] });
  });
  test("[TPL-07] from a toll-free number parts are one shorter", () => {
    expect(smsSegments("a".repeat(306), { tollFree: true }).segments).toBe(3);
    expect(smsSegments("a".repeat(304), { tollFree: true }).segments).toBe(2);
    expect(smsSegments("я".repeat(133), { tollFree: true }).segments).toBe(3);
    expect(smsSegments("a".repeat(160), { tollFree: true }).segments).toBe(1);
  });
  test("[TPL-07] extension characters cost two", () => {
    for (const character of "^{}\\[]~|€") expect(smsSegments(character)).toMatchObject({ encoding: "GSM-7", units: 2 });
    expect(smsSegments("€".repeat(80)).segments).toBe(1);
    expect(smsSegments("€".repeat(81)).segments).toBe(2);
  });
  test("[TPL-07] a two-unit character is never split between segments", () => {
    // 152 + 2 does not fit into 153: the euro moves on, and the second segment overflows by one.
    expect(smsSegments(`${"a".repeat(152)}€${"a".repeat(151)}`).segments).toBe(2);
    expect(smsSegments(`${"a".repeat(152)}€${"a".repeat(152)}`).segments).toBe(3);
    expect(smsSegments(`${"я".repeat(66)}😀${"я".repeat(65)}`).segments).toBe(2);
    expect(smsSegments(`${"я".repeat(66)}😀${"я".repeat(66)}`).segments).toBe(3);
  });
  test("[TPL-07] what GSM has is GSM: ñ, é, à, ü, ¿, ¡, £ – and á, í, ó, ú, ë are not", () => {
    expect(smsSegments("ñéàü¿¡£@ÄÖÑÜß").encoding).toBe("GSM-7");
    expect(smsSegments("áíóúë").nonGsm).toEqual(["á", "í", "ó", "ú", "ë"]);
  });
  test("[TPL-07] the segments hold all units, and one fewer would not", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "€", "é", "я", "😀", " "), maxLength: 500 }), (text) => {
        const { units, segments, perSegment } = smsSegments(text);
        expect(segments * perSegment).toBeGreaterThanOrEqual(units);
        if (segments > 1) expect((segments - 1) * (perSegment - 1)).toBeLessThan(units);
      }),
      { numRuns: 300 },
    );
  });
});

describe("text messages are made no longer than they need to be", () => {
  test("[TPL-05] typography becomes plain", () => {
    expect(smsText("Maria’s visit – “9:00\u202FAM”…", "en")).toMatchObject({ text: 'Maria\'s visit - "9:00 AM"...', encoding: "GSM-7" });
  });
  test("[TPL-05] accents stay while they cost nothing, and go only where that saves a segment", () => {
    expect(smsText("sábado", "es")).toMatchObject({ text: "sábado", encoding: "UCS-2", segments: 1 });
    const long = `${"a".repeat(100)} sábado, Núñez`;
    expect(smsText(long, "es-MX")).toMatchObject({ text: `${"a".repeat(100)} sabado, Nuñez`, encoding: "GSM-7", segments: 1 });
    expect(smsText(long, "vi").text).toBe(long);
  });
  test("[TPL-05] nothing is folded when an emoji keeps it UCS-2 anyway", () => {
    const text = `${"a".repeat(100)} sábado 😀`;
    expect(smsText(text, "es").text).toBe(text);
  });
  test("[TPL-05] spaces, line ends, control characters and double stops are tidied", () => {
    expect(smsText("  a\u0007  b \r\n\n\n\n c .  9 a.m..", "en").text).toBe("a b\n\nc. 9 a.m.");
    expect(smsText("wait...", "en").text).toBe("wait...");
  });
});
