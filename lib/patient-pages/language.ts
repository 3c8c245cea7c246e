import { PAGE_LOCALES, pageLocale, type PageLocale } from "@/lib/i18n";

/** Where the language switch is remembered; only sent to patient pages. */
export const LANGUAGE_COOKIE = "luma-page-language";

/** A page language by its tag, or undefined for anything else. */
export function knownLanguage(tag: unknown): PageLocale | undefined {
  return PAGE_LOCALES.find((locale) => locale === tag);
}

/**
 * The language of a page: what the switch asked for, what it asked for before, the message's language, then the browser's first
 * that we have pages in, then English.
 */
export function pageLanguage(from: {
  asked?: unknown;
  remembered?: unknown;
  link?: string | null | undefined;
  accepts?: string | null | undefined;
}): PageLocale {
  const chosen = knownLanguage(from.asked) ?? knownLanguage(from.remembered);
  if (chosen) return chosen;
  if (from.link) return pageLocale(from.link);
  for (const part of (from.accepts ?? "").split(",")) {
    const known = knownLanguage(part.trim().slice(0, 2).toLowerCase());
    if (known) return known;
  }
  return "en";
}
