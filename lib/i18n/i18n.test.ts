import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { dir, languageName, PAGE_LOCALES, pageLocale, t } from "./index";
import { forTag } from "./languages";
import { en } from "./messages/en";
import { es } from "./messages/es";
import { pt } from "./messages/pt";

const CATALOGUES: Record<string, Record<string, string>> = { en, es, pt };

/** Names of the parameters of a message, by ICU's own parser. */
function parameters(message: string): string[] {
  const names = new Set<string>();
  const visit = (elements: ReturnType<IntlMessageFormat["getAst"]>): void => {
    for (const element of elements) {
      // Types 1–6 are arguments; 5 and 6 (select, plural) hold messages themselves.
      const type: number = element.type;
      if (type >= 1 && type <= 6 && "value" in element) names.add(element.value);
      if ("options" in element) for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

describe("catalogues", () => {
  test("[CON-12] every language of the switch has every key, in its own words and with the same parameters", () => {
    expect(Object.keys(CATALOGUES).sort()).toEqual([...PAGE_LOCALES].sort());
    for (const [locale, catalogue] of Object.entries(CATALOGUES)) {
      expect(Object.keys(catalogue), locale).toEqual(Object.keys(en));
      for (const [key, message] of Object.entries(catalogue)) {
        expect(message.trim(), `${locale} ${key}`).not.toBe("");
        expect(parameters(message), `${locale} ${key}`).toEqual(parameters(CATALOGUES.en![key]!));
      }
    }
    for (const other of [es, pt]) {
      const same = Object.entries(other).filter(([key, message]) => message === CATALOGUES.en![key]);
      expect(same).toEqual([]);
    }
  });
  test("[CON-12] every message can be written", () => {
    for (const [locale, catalogue] of Object.entries(CATALOGUES)) {
      for (const [key, message] of Object.entries(catalogue)) {
        const params = Object.fromEntries(parameters(message).map((name) => [name, 2]));
        expect(String(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).format(params)), key).not.toMatch(/[{}]/);
      }
    }
  });
});

describe("translating", () => {
  test("[CON-12] counts as the language does", () => {
    expect(t("en")("visit.length", { minutes: 1 })).toBe("About 1 minute");
    expect(t("en")("visit.length", { minutes: 30 })).toBe("About 30 minutes");
    expect(t("es")("visit.length", { minutes: 30 })).toBe("Unos 30 minutos");
    expect(t("es")("visit.othersThatDay", { count: 1 })).toBe("Tiene 1 cita más ese día");
  });
  test("[CON-12] parameters are text, not messages or markup", () => {
    expect(t("en")("common.from", { practice: "{x} <b>Lake</b> 'n' Side" })).toBe("From {x} <b>Lake</b> 'n' Side");
  });
  test("[TPL-09] a language without pages gets English, a region its language", () => {
    expect(pageLocale("es-MX")).toBe("es");
    expect(pageLocale("es_MX")).toBe("es");
    for (const locale of ["vi", "", "xx-YY", "constructor"]) expect(pageLocale(locale)).toBe("en");
    expect(t("es-US")("common.back")).toBe("Atrás");
    expect(t("pt-BR")("common.back")).toBe("Voltar");
    expect(t("vi")("common.back")).toBe("Back");
  });
});

describe("languages", () => {
  test("[CON-12] right-to-left languages are mirrored", () => {
    expect(["ar", "fa", "ur", "ar-EG", "he"].map(dir)).toEqual(["rtl", "rtl", "rtl", "rtl", "rtl"]);
    expect(["en", "es", "zh-Hans", ""].map(dir)).toEqual(["ltr", "ltr", "ltr", "ltr"]);
  });
  test("[CON-12] a language is named in that language", () => {
    expect(["en", "es", "vi", "ar", "ht", "zh-Hant", "ru"].map(languageName)).toEqual([
      "English",
      "Español",
      "Tiếng Việt",
      "العربية",
      "Kreyòl ayisyen",
      "繁體中文",
      "Русский",
    ]);
    expect(languageName("not a tag")).toBe("not a tag");
  });
  test("[CON-12] every language of the standard templates has a name of its own", () => {
    const all = "am ar bn de el en es fa fil fr gu hi ht hy it ja km ko lo mr my pa pl pt ru so sw th ti uk ur vi zh-Hans zh-Hant".split(
      " ",
    );
    for (const tag of all) expect(languageName(tag), tag).not.toMatch(new RegExp(`^${tag}$`, "i"));
    expect(new Set(all.map(languageName)).size).toBe(34);
  });
});

test("[TPL-09] an entry is found by the longest part of the tag", () => {
  const entries = { zh: 1, "zh-Hant": 2, es: 3 };
  expect(["zh-Hant-TW", "zh-hant", "zh_Hans", "es-MX", "sw", ""].map((tag) => forTag(entries, tag))).toEqual([
    2,
    2,
    1,
    3,
    undefined,
    undefined,
  ]);
});
