import { expect, test } from "vitest";
import { aheadText } from "./ahead";

test.each([
  [0, ""],
  [59_999, ""],
  [60_000, "1 minute"],
  [86_400_000 * 2 + 3_600_000 * 3 + 60_000 * 5, "2 days, 3 hours"],
  [86_400_000 + 60_000 * 5, "1 day, 5 minutes"],
])("%i ms ahead reads “%s”", (ms, text) => {
  expect(aheadText(ms)).toBe(text);
});
