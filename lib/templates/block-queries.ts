import { requireArea } from "@/lib/areas/require-area";
import type { Ctx } from "@/lib/context";
import { moment, type Moment } from "@/lib/messages/moment";
import { placesUsing, type BlockUse } from "./block-uses";
import { partialsFor, usesBlock, type BlockChannel } from "./blocks";
import { loadBlocks } from "./load-templates";
import { isTemplateKey, TEMPLATE_PURPOSES } from "./standard";
import type { Channel } from "./types";

export type ShownUse = BlockUse & { purpose: string };
export type BlockRow = { name: string; languages: string[]; text: string; uses: ShownUse[] };

/** [TPL-02] Every shared block with where it is used. */
export async function listBlocks(ctx: Ctx): Promise<BlockRow[]> {
  await requireArea(ctx, "templates");
  const blocks = await loadBlocks(ctx);
  const rows: BlockRow[] = [];
  for (const name of new Set(blocks.map((one) => one.name))) {
    const own = blocks.filter((one) => one.name === name);
    const first = own.find((one) => one.language === "en") ?? own[0]!;
    rows.push({ name, languages: [...new Set(own.map((one) => one.language))], text: first.body, uses: await uses(ctx, name) });
  }
  return rows;
}

/** Names of the blocks that a text of this channel and language may use. */
export async function listBlockNames(ctx: Ctx, channel: Channel, language: string): Promise<string[]> {
  await requireArea(ctx, "templates");
  return Object.keys(partialsFor(await loadBlocks(ctx), channel, language)).sort();
}

export type BlockVersion = { version: number; body: string; by: string | null; at: Moment };

export type BlockDetail = {
  name: string;
  channel: BlockChannel;
  language: string;
  newest: number;
  body: string;
  /** Channels and languages in which the block has words. */
  places: { channel: BlockChannel; language: string }[];
  history: BlockVersion[];
  /** Templates that change when it does, and blocks that it stands in. */
  uses: ShownUse[];
  inBlocks: string[];
};

/** One block in one channel and language; empty words where it has none yet. */
export async function getBlock(ctx: Ctx, name: string, channel: BlockChannel, language: string): Promise<BlockDetail> {
  await requireArea(ctx, "templates");
  const [organization] = await ctx.sql<{ zone: string }>("select zone from organization where id = $1", [ctx.organizationId]);
  const rows = await ctx.sql<{ version: number; body: string; by: string | null; at: Date }>(
    `select b.version, b.body, u.name as by, b.saved_at as at from template_block b left join app_user u on u.id = b.saved_by
     where b.organization_id = $1 and b.name = $2 and b.channel = $3 and b.language = $4 order by b.version desc limit 50`,
    [ctx.organizationId, name, channel, language],
  );
  const blocks = await loadBlocks(ctx);
  return {
    name,
    channel,
    language,
    newest: rows[0]?.version ?? 0,
    body: rows[0]?.body ?? "",
    places: blocks.filter((one) => one.name === name).map((one) => ({ channel: one.channel, language: one.language })),
    history: rows.map(({ at, ...row }) => ({ ...row, at: moment(at, organization!.zone) })),
    uses: await uses(ctx, name),
    inBlocks: [...new Set(blocks.filter((one) => one.name !== name && usesBlock(one.body, name, {})).map((one) => one.name))],
  };
}

async function uses(ctx: Ctx, name: string): Promise<ShownUse[]> {
  return (await placesUsing(ctx, name)).map((use) => ({ ...use, purpose: isTemplateKey(use.key) ? TEMPLATE_PURPOSES[use.key] : use.key }));
}
