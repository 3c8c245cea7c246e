import { describe, expect, test } from "vitest";
import { languageReviewed, pickReviewed, type Sourced } from "./reviewed";
import { standardVersions } from "./standard";

const sms = (language: string, version: string, reviewed?: boolean): Sourced => ({
  channel: "sms",
  language,
  body: `${language} ${version}`,
  version,
  ...(reviewed !== undefined && { reviewed }),
});
const STANDARD = [sms("en", "standard"), sms("es", "standard"), sms("fr", "standard"), sms("zh-Hant", "standard")];
const pick = (own: Sourced[], language: string, reviews: [string, boolean][] = []) =>
  pickReviewed([...own, ...STANDARD], new Map(reviews), "sms", language);

describe("pickReviewed", () => {
  test("[TPL-09] a language that nobody has reviewed is sent in English, and why is told; once reviewed it is sent", () => {
    expect(pick([], "fr-CA")).toMatchObject({
      body: "en standard",
      passedOver: { reason: "translation-not-reviewed", language: "fr" },
    });
    expect(pick([], "fr-CA", [["fr", true]])).toEqual(sms("fr", "standard"));
    expect(pick([], "fr", [["fr", false]])).toMatchObject({ body: "en standard" });
    expect(pick([], "zh-Hant-TW", [["zh-Hans", true]])).toMatchObject({ body: "en standard", passedOver: { language: "zh-Hant" } });
    expect(pick([], "zh-Hant-TW", [["zh-Hant", true]])).toEqual(sms("zh-Hant", "standard"));
  });

  test("[TPL-09] English and Spanish are reviewed from the start; Spanish can be taken back, English cannot", () => {
    expect(pick([], "es-MX")).toEqual(sms("es", "standard"));
    expect(pick([], "es", [["es", false]])).toMatchObject({ body: "en standard", passedOver: { reason: "translation-not-reviewed" } });
    expect(languageReviewed(new Map([["en", false]]), "en")).toBe(true);
    expect(pick([], "en", [["en", false]])).toEqual(sms("en", "standard"));
  });

  test("[TPL-09] own words wait for a review of their own: the standard of the language goes if it was reviewed, else English", () => {
    expect(pick([sms("es", "3", false)], "es")).toMatchObject({ body: "es standard", passedOver: { reason: "translation-not-reviewed" } });
    expect(pick([sms("es", "3", true)], "es")).toMatchObject({ body: "es 3" });
    expect(pick([sms("fr", "1", false)], "fr")).toMatchObject({ body: "en standard" });
    expect(pick([sms("fr", "1", true)], "fr")).toMatchObject({ body: "fr 1" });
    expect(pick([sms("fr", "1", false), sms("en", "2", true)], "fr")).toMatchObject({ body: "en 2" });
  });

  test("[TPL-09] a language without words says so; a dialect of the language sent does not", () => {
    expect(pick([], "vi")).toMatchObject({ body: "en standard", passedOver: { reason: "language-without-words", language: "vi" } });
    expect(pick([], "en-GB")).toEqual(sms("en", "standard"));
    expect(pick([], "")).toEqual(sms("en", "standard"));
  });

  test("[TPL-09] there is always a text where the standard has one, whatever was reviewed", () => {
    const versions = standardVersions("reminder").map((t) => ({ ...t, version: "standard" }));
    for (const language of ["en", "es", "fr", "xx", "", "zh-Hans"])
      for (const channel of ["sms", "voice", "email"] as const)
        expect(pickReviewed(versions, new Map([[language, false]]), channel, language)?.body.length).toBeGreaterThan(10);
    expect(pickReviewed([], new Map(), "sms", "en")).toBeUndefined();
  });
});
