/** Languages that are written from right to left among those patients may have. */
const RTL: ReadonlySet<string> = new Set(["ar", "fa", "he", "ps", "ur", "yi"]);

/** Names that the runtime does not know in the language itself. */
const OWN_NAMES: Readonly<Record<string, string>> = { ht: "Kreyòl ayisyen", fil: "Filipino", "zh-hans": "简体中文", "zh-hant": "繁體中文" };

/** `es` of `es-MX`, lower case. */
export function baseLanguage(locale: string): string {
  return locale.toLowerCase().split(/[-_]/)[0] ?? "";
}

/** The entry for a BCP 47 tag, by the longest part that has one: `zh-Hant-TW` → `zh-Hant`, `es-MX` → `es`. */
export function forTag<T>(entries: Readonly<Record<string, T>>, tag: string): T | undefined {
  const parts = tag.toLowerCase().split(/[-_]/);
  for (let length = parts.length; length > 0; length--) {
    const wanted = parts.slice(0, length).join("-");
    const found = Object.keys(entries).find((key) => key.toLowerCase() === wanted);
    if (found !== undefined) return entries[found];
  }
  return undefined;
}

/** Reading direction of a BCP 47 tag, for `<html dir>`. */
export function dir(locale: string): "ltr" | "rtl" {
  return RTL.has(baseLanguage(locale)) ? "rtl" : "ltr";
}

/** The language's name in that language, as a patient looks for it: `es` → `Español`. The tag itself where it is no language. */
export function languageName(locale: string): string {
  const own = OWN_NAMES[locale.toLowerCase()] ?? OWN_NAMES[baseLanguage(locale)];
  if (own) return own;
  try {
    const name = new Intl.DisplayNames([locale], { type: "language", fallback: "code" }).of(locale) ?? locale;
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  } catch {
    return locale;
  }
}

/** The language's name in English, as staff look for it: `es` → `Spanish`. */
export function englishName(locale: string): string {
  try {
    return new Intl.DisplayNames(["en"], { type: "language", fallback: "code" }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}
