import { expect, test } from "vitest";
import { voiceFor } from "@/lib/carriers/twilio/voices";
import { TEMPLATE_LANGUAGES } from "@/lib/templates/languages";
import { goodbyeIn } from "./goodbye";

test("[REM-02] a call says goodbye in every language that a voice speaks", () => {
  const spoken = TEMPLATE_LANGUAGES.filter((language) => voiceFor(language));
  expect(spoken.length).toBeGreaterThan(20);
  for (const language of spoken) if (language !== "en") expect(goodbyeIn(language), language).not.toBe("Goodbye.");
  expect(goodbyeIn("es-MX")).toBe("Adiós.");
  expect(goodbyeIn("zh-Hant-TW")).toBe("再見。");
  expect(goodbyeIn("xx")).toBe("Goodbye.");
});
