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
import { zh } from "./zh";
import { so } from "./so";
import { sw } from "./sw";
import { th } from "./th";
import { ht } from "./ht";
import { el } from "./el";
import { hy } from "./hy";
import { am } from "./am";
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
import type { WordList } from "./types";

/** Languages in which replies are understood. A new language is one file and one line here; others are read in English only. */
export const WORD_LISTS: Readonly<Record<string, WordList>> = {
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
  "zh-Hans": zh,
  "zh-Hant": zh,
  so,
  sw,
  th,
  ht,
  el,
  hy,
  am,
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

/** The lists for a BCP 47 tag, the patient's language first, English always. */
export function wordListsFor(language: string): readonly string[] {
  const parts = language.toLowerCase().split(/[-_]/);
  const tags = parts.map((_, i) => parts.slice(0, parts.length - i).join("-"));
  const own = tags.map((tag) => Object.keys(WORD_LISTS).find((key) => key.toLowerCase() === tag)).find((key) => key !== undefined);
  return own !== undefined && own !== "en" ? [own, "en"] : ["en"];
}
