import { expandPartials, type Partials } from "./partials";
import type { Channel } from "./types";

/** Where a block's words may stand: in one channel, or in any that has none of its own. */
export const BLOCK_CHANNELS = ["any", "sms", "voice", "email"] as const;
export type BlockChannel = (typeof BLOCK_CHANNELS)[number];

export type StoredBlock = { name: string; channel: BlockChannel; language: string; version: number; body: string };

/**
 * The shared blocks as a text of this channel and language sees them [TPL-02]: words of the channel before words for any, of the language before its base.
 * Never words of another language: a template that needs them is refused when it is saved.
 */
export function partialsFor(blocks: readonly StoredBlock[], channel: Channel, language: string): Partials {
  const partials: Record<string, string> = {};
  const tag = language.toLowerCase();
  const languages = [tag, tag.split("-")[0] ?? ""];
  const rank = (block: StoredBlock): number => languages.indexOf(block.language.toLowerCase()) * 2 + (block.channel === channel ? 0 : 1);
  const fitting = blocks
    .filter((one) => (one.channel === channel || one.channel === "any") && languages.includes(one.language.toLowerCase()))
    .sort((a, b) => rank(b) - rank(a));
  for (const block of fitting) partials[block.name] = block.body;
  return partials;
}

/** Whether a text uses a block, itself or by way of another one. */
export function usesBlock(source: string, name: string, partials: Partials): boolean {
  const expanded = expandPartials(source, partials);
  if (expanded.ok) return expanded.used.includes(name);
  return new RegExp(String.raw`\{%-?\s*render\s+['"]${name}['"]`).test(source);
}
