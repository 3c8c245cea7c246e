import { expect, test } from "vitest";
import { carrierAnswered } from "./carrier-keywords";

test.each([
  ["START", "carrier", undefined, true],
  [" help ", "carrier", undefined, true],
  ["help me", "carrier", undefined, false],
  ["ayuda", "carrier", undefined, false],
  ["START", "ours", undefined, false],
  ["alta", "ours", "START", true],
  ["STOP", "carrier", "STOP", false],
] as const)("[CON-11] %s on a number answered by %s (carrier said %s): answered already: %s", (text, keywordAnswers, said, expected) => {
  expect(carrierAnswered(text, { keywordAnswers }, said)).toBe(expected);
});
