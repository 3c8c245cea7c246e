import type { Ctx } from "@/lib/context";
import { partialsFor, usesBlock } from "./blocks";
import { loadOwnTemplates } from "./load-templates";
import type { Channel } from "./types";

export type BlockUse = { key: string; channel: Channel; language: string };

/** The organization's own wordings that a block stands in, directly or by way of another block. */
export async function placesUsing(ctx: Ctx, name: string): Promise<BlockUse[]> {
  const { words, blocks } = await loadOwnTemplates(ctx);
  return [...words.values()]
    .flat()
    .filter((one) => one.body !== "" && usesBlock(one.body, name, partialsFor(blocks, one.channel, one.language)))
    .map(({ key, channel, language }) => ({ key, channel, language }));
}
