import type { Ctx } from "@/lib/context";
import { loadSettings } from "@/lib/settings/resolve";
import { contentHits, type ContentHit } from "./content-policy";
import { expandPartials, type Partials } from "./partials";
import { templateSettings } from "./settings";

/** What the organization does about words of advertising and offensive words, and where they are harmless [TPL-08]. */
export type ContentPolicy = { promotional: "block" | "warn"; offensive: "block" | "warn"; allowed: readonly string[] };

export async function loadContentPolicy(ctx: Ctx): Promise<ContentPolicy> {
  const settings = await loadSettings(ctx);
  const { promotionalWords, offensiveWords, allowedPhrases } = templateSettings;
  return {
    promotional: settings.get(promotionalWords).value,
    offensive: settings.get(offensiveWords).value,
    allowed: settings.get(allowedPhrases).value,
  };
}

/** What a text written by the organization may not say, and what it had better not; each as a sentence, undefined where there is nothing. */
export type PolicyVerdict = { blocked?: string; warning?: string };

/**
 * Judges the words of a template or block as written, with its blocks, without squigglies: a patient called Gift is no advertising. Pure.
 */
export function judgeWords(source: string, policy: ContentPolicy, partials: Partials = {}): PolicyVerdict {
  const expanded = expandPartials(source, partials);
  const words = (expanded.ok ? expanded.source : source).replaceAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, " x ");
  const hits = contentHits(words, policy.allowed);
  const blocked = hits.filter((hit) => policy[hit.kind] === "block");
  const warned = hits.filter((hit) => policy[hit.kind] === "warn");
  return {
    ...(blocked.length > 0 && { blocked: `Your content policy does not allow ${named(blocked)}. ${WHY}` }),
    ...(warned.length > 0 && { warning: `It says ${named(warned)}. ${WHY}` }),
  };
}

const WHY = "Carriers filter messages with such words, and patients did not agree to advertising.";

function named(hits: readonly ContentHit[]): string {
  const words = [...new Set(hits.map((hit) => hit.word.toLowerCase()))].map((word) => `“${word}”`);
  return new Intl.ListFormat("en", { type: "conjunction" }).format(words);
}
