import { expect, test } from "vitest";
import { callScript } from "./call-script";

test("[TPL-07] a reminder's script says the text twice, waits for a key each time, and ends politely; text is escaped", () => {
  const script = callScript("reminder", "en", "See you & Ana.")!;
  expect(script.voice).toContain("Joanna");
  const all = script.lines.join("\n");
  expect(all.match(/See you &amp; Ana\./g)).toHaveLength(2);
  expect(all.match(/<Gather [^>]*timeout="\d+"/g)).toHaveLength(2);
  expect(script.lines.at(-2)).toBe("<Hangup/>");
});

test("[TPL-07] an answer is said once; a language without a voice has no script", () => {
  expect(
    callScript("confirm-reply", "es", "Gracias.")!
      .lines.join("")
      .match(/Gracias\./g),
  ).toHaveLength(1);
  expect(callScript("reminder", "xx", "x")).toBeNull();
});
