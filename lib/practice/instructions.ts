import type { Channel } from "@/lib/consent/choose-contact";

/**
 * [ADM-02] [TPL-06] The instructions for a language (BCP 47) and channel. Texts stand under `es`, or under `es/voice` where one channel is
 * told something else. Tried in turn: the language, its base language, English; in each the channel's own text first.
 */
export function instructionsFor(texts: Readonly<Record<string, string>>, language: string, channel?: Channel): string | undefined {
  for (const tag of new Set([language, language.split("-")[0]!, "en"])) {
    const text = (channel && texts[`${tag}/${channel}`]) || texts[tag];
    if (text) return text;
  }
  return undefined;
}
