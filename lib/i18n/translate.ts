import { IntlMessageFormat } from "intl-messageformat";
import { baseLanguage } from "./languages";
import { en, type Catalogue, type MessageKey } from "./messages/en";
import { es } from "./messages/es";
import { pt } from "./messages/pt";

/** Page languages. A new one is a file and an entry here and in `PAGE_LOCALES`. */
const CATALOGUES = { en, es, pt } satisfies Record<string, Catalogue>;
export type PageLocale = keyof typeof CATALOGUES;
/** In the order of the language switch. */
export const PAGE_LOCALES: readonly PageLocale[] = ["en", "es", "pt"];

type Trimmed<S extends string> = S extends `${string} ${string}` | `#${string}` | "" ? never : S;
type FirstName<S extends string> = S extends `${infer Inside}}${string}`
  ? Inside extends `${infer Name},${string}`
    ? Trimmed<Name>
    : Trimmed<Inside>
  : never;
/** The parameters of an ICU message: `"{a} of {b, plural, …}"` → `"a" | "b"`. */
type ParameterNames<S extends string> = S extends `${string}{${infer Rest}` ? FirstName<Rest> | ParameterNames<Rest> : never;
type MessageParameters<K extends MessageKey> = Record<ParameterNames<(typeof en)[K]>, string | number>;

export type Translate = <K extends MessageKey>(
  key: K,
  ...params: [ParameterNames<(typeof en)[K]>] extends [never] ? [] : [MessageParameters<K>]
) => string;

const translators = new Map<PageLocale, Translate>();

/** The page language for a BCP 47 tag: the language itself, or English where there are no pages in it [TPL-09]. */
export function pageLocale(locale: string): PageLocale {
  const base = baseLanguage(locale);
  return PAGE_LOCALES.find((known) => known === base) ?? "en";
}

/**
 * The translator of a language: `t("es")("visit.arriveBy", { time })`. Keys and parameters are checked by the compiler.
 * Parameters are text, not markup; numbers are written and counted as the language does.
 */
export function t(locale: string): Translate {
  const language = pageLocale(locale);
  let translate = translators.get(language);
  if (!translate) {
    const formats = new Map<MessageKey, IntlMessageFormat>();
    translate = (key, ...params) => {
      let format = formats.get(key);
      if (!format) {
        // Tags are not markup here: what looks like one in a message is text.
        format = new IntlMessageFormat(CATALOGUES[language][key], language, undefined, { ignoreTag: true });
        formats.set(key, format);
      }
      return String(format.format(params[0]));
    };
    translators.set(language, translate);
  }
  return translate;
}
