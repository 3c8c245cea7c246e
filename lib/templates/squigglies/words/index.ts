import { forTag } from "@/lib/i18n/languages";
import { en } from "./en";
import { es } from "./es";
import { de } from "./de";
import { fr } from "./fr";
import { it } from "./it";
import { fil } from "./fil";
import { pt } from "./pt";
import { pl } from "./pl";
import { ru } from "./ru";
import { uk } from "./uk";
import { vi } from "./vi";
import { zhHans } from "./zh-hans";
import { zhHant } from "./zh-hant";
import { ht } from "./ht";
import { el } from "./el";
import { hy } from "./hy";
import { am } from "./am";
import { so } from "./so";
import { sw } from "./sw";
import { th } from "./th";
import { ar } from "./ar";
import { fa } from "./fa";
import { hi } from "./hi";
import { ti } from "./ti";
import { ur } from "./ur";
import { lo } from "./lo";
import { ko } from "./ko";
import { ja } from "./ja";
import { gu } from "./gu";
import { bn } from "./bn";
import { mr } from "./mr";
import { my } from "./my";
import { pa } from "./pa";
import { km } from "./km";
import type { ValueWords } from "./types";

export type { ValueWords } from "./types";

/** By BCP 47 tag. A new language is one file and one line. */
export const VALUE_WORDS: Readonly<Record<string, ValueWords>> = {
  en,
  es,
  de,
  fr,
  it,
  fil,
  pt,
  pl,
  ru,
  uk,
  vi,
  "zh-Hans": zhHans,
  "zh-Hant": zhHant,
  ht,
  el,
  hy,
  am,
  so,
  sw,
  th,
  ar,
  fa,
  hi,
  ti,
  ur,
  lo,
  ko,
  ja,
  gu,
  bn,
  mr,
  my,
  pa,
  km,
};

/** Words for a BCP 47 tag; English where the language has none yet [TPL-09]. */
export function valueWords(language: string): ValueWords {
  return forTag(VALUE_WORDS, language) ?? en;
}
