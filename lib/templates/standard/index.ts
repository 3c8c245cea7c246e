import { pickTemplate } from "../pick-template";
import { TEMPLATE_CHANNELS, type Channel, type TemplateVersion } from "../types";
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
import { TEMPLATE_PURPOSES, type StandardForms, type StandardLanguage, type TemplateKey } from "./keys";

export { TEMPLATE_PURPOSES, type TemplateKey } from "./keys";

export function isTemplateKey(key: string): key is TemplateKey {
  return Object.hasOwn(TEMPLATE_PURPOSES, key);
}

export const TEMPLATE_KEYS: readonly TemplateKey[] = Object.keys(TEMPLATE_PURPOSES).filter(isTemplateKey);

/** By BCP 47 tag. A new language is one file and one line. */
export const STANDARD_TEMPLATES: Readonly<Record<string, StandardLanguage>> = {
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

/** All channels and languages of one standard message; none for a key that is not standard. */
export function standardVersions(key: string): TemplateVersion[] {
  if (!isTemplateKey(key)) return [];
  return Object.entries(STANDARD_TEMPLATES).flatMap(([language, messages]) =>
    TEMPLATE_CHANNELS.map((channel) => ({ channel, language, ...form(messages[key], channel) })),
  );
}

/** The standard version for a recipient; English where the language has none, so there always is one [TPL-09]. */
export function standardTemplate(key: TemplateKey, channel: Channel, language: string): TemplateVersion {
  return pickTemplate(standardVersions(key), channel, language) ?? { channel, language: "en", ...form(en[key], channel) };
}

function form(forms: StandardForms, channel: Channel): { subject?: string; body: string } {
  return channel === "email" ? forms.email : { body: forms[channel] };
}
