import { describe, expect, test } from "vitest";
import { contentHits } from "./content-policy";
import { facts } from "./facts.test-support";
import { renderMessage } from "./render";
import { squigglyValues } from "./squigglies";
import { STANDARD_TEMPLATES, standardVersions, TEMPLATE_KEYS } from "./standard";

function words(text: string, allowed?: string[]): string[] {
  return contentHits(text, allowed).map((hit) => hit.word);
}

describe("content policy", () => {
  test.each<[string, string[]]>([
    ["20% off, a FREE gift!", ["%", "FREE", "gift"]],
    ["Our Promotion: 10 percent discount", ["Promotion", "percent", "discount"]],
    ["big sale, giveaway", ["sale", "giveaway"]],
    ["Descuento y regalo gratis", ["Descuento", "regalo", "gratis"]],
    ["damn", ["damn"]],
    ["(free)", ["free"]],
  ])("[TPL-08] %j holds %j", (text, expected) => expect(words(text)).toEqual(expected));

  test.each([
    "Choose sugar-free drinks",
    "freedom",
    "a fat-free, gluten-free diet",
    "wholesale",
    "gifted",
    "Sales-Smith",
    "Dickinson",
    "presale",
    "Ofertado",
  ])("[TPL-08] %j is harmless", (text) => expect(words(text)).toEqual([]));

  test("[TPL-08] phrases that an admin allows are harmless, the same word elsewhere is not", () => {
    expect(words("The Free Clinic is open. Feel free to call. Free parking.", ["free clinic", "feel free"])).toEqual(["Free"]);
    expect(words("free clinics", ["free clinic"])).toEqual(["free"]);
    expect(words("a free b", ["", "  "])).toEqual(["free"]);
  });
  test("[TPL-08] hits say where and which kind, in order", () => {
    expect(contentHits("damn, free")).toEqual([
      { word: "damn", at: 0, kind: "offensive" },
      { word: "free", at: 6, kind: "promotional" },
    ]);
  });
  test("[TPL-08] no standard message has a hit", () => {
    for (const key of TEMPLATE_KEYS)
      for (const version of standardVersions(key)) {
        const message = renderMessage({
          template: version,
          values: squigglyValues(facts({ language: version.language }), version.channel),
          language: version.language,
        });
        expect(message.ok && words(message.text), `${key} ${version.language} ${version.channel}`).toEqual([]);
      }
    expect(Object.keys(STANDARD_TEMPLATES).length).toBeGreaterThan(1);
  });
});
