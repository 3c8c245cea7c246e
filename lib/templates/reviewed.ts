import { pickTemplate } from "./pick-template";
import { REVIEWED_FROM_START } from "./types";
import type { Channel, TemplateVersion } from "./types";

/** By language, what the organization said of its standard wordings: whether someone who knows the language has read them. */
export type LanguageReviews = ReadonlyMap<string, boolean>;

/** Whether the standard wordings of a language go out by themselves. English always does: it is what others fall back to. */
export function languageReviewed(reviews: LanguageReviews, language: string): boolean {
  return language === "en" || (reviews.get(language) ?? REVIEWED_FROM_START.includes(language));
}

/** A wording with where it comes from: `standard`, or the number of the organization's own version. `reviewed` is of own ones. */
export type Sourced = TemplateVersion & { version: string; reviewed?: boolean };

export function wordingReviewed(reviews: LanguageReviews, wording: Sourced): boolean {
  if (wording.language === "en") return true;
  if (wording.version === "standard") return languageReviewed(reviews, wording.language);
  return wording.reviewed === true;
}

/** Why the recipient's language is not the one of the text; `language` is the one that was passed over. */
export type PassedOver = { reason: "translation-not-reviewed" | "language-without-words"; language: string };

/**
 * The wording that goes out by itself [TPL-09]: what nobody has read is passed over, for the standard wording of that language if that was read, else for
 * English. `versions` lists the organization's own before the standard ones. Undefined where the channel has none at all.
 */
export function pickReviewed<T extends Sourced>(
  versions: readonly T[],
  reviews: LanguageReviews,
  channel: Channel,
  language: string,
): (T & { passedOver?: PassedOver }) | undefined {
  const wanted = pickTemplate(versions, channel, language);
  const chosen = pickTemplate(
    versions.filter((one) => wordingReviewed(reviews, one)),
    channel,
    language,
  );
  if (!chosen || !wanted) return undefined;
  if (chosen !== wanted) return { ...chosen, passedOver: { reason: "translation-not-reviewed", language: wanted.language } };
  const spoken = language.toLowerCase().split(/[-_]/)[0] ?? "";
  if (spoken !== "" && spoken !== chosen.language.toLowerCase().split("-")[0])
    return { ...chosen, passedOver: { reason: "language-without-words", language } };
  return chosen;
}
