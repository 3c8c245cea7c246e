import type { Channel, TemplateVersion } from "./types";

/**
 * The version to send: the recipient's exact language, then its base language, then English, each the first in
 * `versions` that has text. Give the organization's own versions first and the standard ones after them
 * (`standardVersions`): then there is always one [TPL-09]. Undefined only where the channel has no usable English either.
 */
export function pickTemplate<T extends TemplateVersion>(versions: readonly T[], channel: Channel, language: string): T | undefined {
  const wanted = language.toLowerCase().replace("_", "-");
  const usable = versions.filter((version) => version.channel === channel && version.body.trim() !== "");
  for (const tag of candidates(wanted)) {
    const found = usable.find((version) => version.language.toLowerCase() === tag);
    if (found) return found;
  }
  return undefined;
}

/** `es-mx` → es-mx, es, en; `zh-hant-tw` → zh-hant-tw, zh-hant, zh, en. */
function candidates(tag: string): string[] {
  const parts = tag.split("-");
  const own = parts.map((_, i) => parts.slice(0, parts.length - i).join("-"));
  return [...new Set([...own, "en"])];
}
