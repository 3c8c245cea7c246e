import { describe, expect, test } from "vitest";
import { STANDARD_TEMPLATES, TEMPLATE_KEYS } from "@/lib/templates";
import { worstCase } from "./worst-case";

const of = (body: string, language = "en") => worstCase({ body, language }, "Harbor Family Health");

describe("worstCase", () => {
  test("[TPL-07] a text that fits with a short name may not fit with a long one, and the worst case says so", () => {
    const body = `Hi {{ patientFullName }}, you see {{ providerName }} at {{ facilityName }} on {{ appointmentDate }}. ${"x".repeat(60)}`;
    expect(of(body)).toMatchObject({ segments: 2, encoding: "GSM-7" });
    expect(of("Hi.")).toMatchObject({ segments: 1, text: "Hi." });
  });
  test("[TPL-07] names of the language make a text UCS-2 though its own words are plain", () => {
    expect(of("{{ patientFirstName }}", "vi")).toMatchObject({ encoding: "UCS-2" });
    expect(of("{{ patientFirstName }}", "zh-Hant")).toMatchObject({ encoding: "UCS-2" });
    expect(of("{{ patientFirstName }}", "en")).toMatchObject({ encoding: "GSM-7" });
  });
  test("[TPL-07] every standard text of every language has a worst case that carriers take", () => {
    for (const [language, messages] of Object.entries(STANDARD_TEMPLATES))
      for (const key of TEMPLATE_KEYS) {
        const worst = of(messages[key].sms, language);
        expect(worst, `${key} ${language}`).toBeDefined();
        expect(worst!.text.length, `${key} ${language}`).toBeLessThanOrEqual(1_600);
      }
  });
  test("[TPL-07] what cannot be filled has none", () => {
    expect(of("{{ nobody }}")).toBeUndefined();
  });
});
