import { z } from "zod";
import { requireWholeOrganization } from "@/lib/access/guard";
import { requireArea } from "@/lib/areas/require-area";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import { actorId, type Ctx } from "@/lib/context";
import { releaseUnfillable } from "@/lib/delivery/held";
import { conflict, invalid, notFound } from "@/lib/errors";
import { languageName } from "@/lib/i18n/languages";
import { touch } from "@/lib/live/notify";
import { BLOCK_CHANNELS, partialsFor, usesBlock, type BlockChannel, type StoredBlock } from "./blocks";
import { placesUsing } from "./block-uses";
import { checkTemplate, type TemplateError } from "./check";
import { TEMPLATE_LANGUAGES } from "./languages";
import { loadBlocks, loadOwnTemplates } from "./load-templates";
import { judgeWords, loadContentPolicy } from "./policy";
import { note } from "./save-template";
import { TEMPLATE_CHANNELS, type Channel } from "./types";

export const blockPlace = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "Use small letters, digits and hyphens, 40 at most"),
  channel: z.enum(BLOCK_CHANNELS),
  language: z.string(),
});
export const blockInput = blockPlace.extend({
  body: z.string().max(5_000),
  /** The version that was edited, 0 for none: saving over a newer one is refused. */
  basedOn: z.number().int().min(0).optional(),
  /** Someone who knows the language has read it; needed for all but English, since templates that use it are sent by themselves. */
  reviewed: z.boolean().optional(),
});
export type BlockPlace = z.output<typeof blockPlace>;
export type BlockInput = z.output<typeof blockInput>;

/**
 * Saves a shared block as a new version: every template that uses it is worded with it from the next send on [TPL-02]. Gives the version and how many
 * templates changed. Errors: forbidden, not-found (language), conflict, invalid with `body` (syntax, unknown names, circles, or a template that could not be
 * worded with it any more) or `reviewed`.
 */
export async function saveBlock(ctx: Ctx, input: BlockInput): Promise<{ version: number; templates: number }> {
  await allowed(ctx, input);
  const body = input.body.trim();
  if (body === "") throw invalid("This block cannot be saved yet.", { body: "Write what the block says, or remove it." });
  if (input.language !== "en" && !input.reviewed)
    throw invalid("This block cannot be saved yet.", {
      reviewed: `Have someone who knows ${languageName(input.language)} read it first: messages with it are sent by themselves.`,
    });
  const fields: Record<string, string> = {};
  const changed = await withBlock(ctx, input, body);
  note(fields, "body", problems(input, changed));
  const { blocked } = judgeWords(body, await loadContentPolicy(ctx));
  if (blocked) fields.body = [fields.body, blocked].filter(Boolean).join(" ");
  if (!fields.body) await refuseBroken(ctx, input.name, changed, fields);
  if (fields.body) throw invalid("This block cannot be saved yet.", fields);
  const version = await addVersion(ctx, input, body, input.basedOn);
  const templates = (await placesUsing(ctx, input.name)).length;
  await audit(ctx, { action: "save-block", entity: "template-block", detail: { ...placeOf(input), version, templates } });
  return { version, templates };
}

/** Takes a block's words of one channel and language away; versions stay. Errors: forbidden, not-found, invalid where a template needs it. */
export async function removeBlock(ctx: Ctx, input: BlockPlace): Promise<{ version: number }> {
  await allowed(ctx, input);
  const blocks = await loadBlocks(ctx);
  if (!blocks.some((one) => samePlace(one, input))) throw notFound("block");
  const fields: Record<string, string> = {};
  await refuseBroken(
    ctx,
    input.name,
    blocks.filter((one) => !samePlace(one, input)),
    fields,
    blocks,
  );
  if (fields.body) throw invalid(fields.body);
  const version = await addVersion(ctx, input, "");
  await audit(ctx, { action: "remove-block", entity: "template-block", detail: { ...placeOf(input), version } });
  return { version };
}

const placeOf = ({ name, channel, language }: BlockPlace): BlockPlace => ({ name, channel, language });
const samePlace = (a: BlockPlace, b: BlockPlace): boolean => a.name === b.name && a.channel === b.channel && a.language === b.language;

async function allowed(ctx: Ctx, input: BlockPlace): Promise<void> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  await requireArea(ctx, "templates");
  if (!TEMPLATE_LANGUAGES.includes(input.language)) throw notFound("language");
}

/** All blocks as they would be with this one saved. */
async function withBlock(ctx: Ctx, place: BlockPlace, body: string): Promise<StoredBlock[]> {
  const others = (await loadBlocks(ctx)).filter((one) => !samePlace(one, place));
  return [...others, { ...placeOf(place), version: 0, body }];
}

/** What is wrong with the block itself. Words for any channel may use what only some channels have: templates of the others cannot use it then. */
function problems({ name, channel, language }: BlockPlace, blocks: readonly StoredBlock[]): TemplateError[] {
  const channels: readonly Channel[] = channel === "any" ? TEMPLATE_CHANNELS : [channel];
  const found = channels.map((one) => {
    const partials = partialsFor(blocks, one, language);
    // As a template that holds nothing but the block: its circles are found too.
    const around = checkTemplate(`{% render '${name}' %}`, { scope: "reminder", channel: one, partials }).errors;
    const own = blocks.find((block) => samePlace(block, { name, channel, language }))!.body;
    return around.length > 0 ? [...checkTemplate(own, { scope: "reminder", channel: one, partials }).errors, ...around].slice(0, 1) : [];
  });
  return found.some((errors) => errors.length === 0) ? [] : (found[0] ?? []);
}

/** Refuses what would leave a template that uses the block unable to be worded; says which. `before`: the blocks by which uses are found. */
async function refuseBroken(
  ctx: Ctx,
  name: string,
  blocks: readonly StoredBlock[],
  fields: Record<string, string>,
  before: readonly StoredBlock[] = blocks,
): Promise<void> {
  const { words } = await loadOwnTemplates(ctx);
  for (const template of [...words.values()].flat().filter((one) => one.body !== "")) {
    const { channel, language } = template;
    if (!usesBlock(template.body, name, partialsFor(before, channel, language))) continue;
    const [error] = checkTemplate(template.body, { scope: "reminder", channel, partials: partialsFor(blocks, channel, language) }).errors;
    if (!error) continue;
    fields.body = `A template uses it and could not be worded any more (${template.key}, ${channel}, ${languageName(language)}): ${error.message}`;
    return;
  }
}

async function addVersion(ctx: Ctx, at: BlockPlace, body: string, basedOn?: number): Promise<number> {
  await ctx.sql("select pg_advisory_xact_lock(hashtextextended('template-block ' || $1 || ' ' || $2, 0))", [ctx.organizationId, at.name]);
  const [row] = await ctx.sql<{ newest: number }>(
    "select coalesce(max(version), 0)::int as newest from template_block where organization_id = $1 and name = $2 and channel = $3 and language = $4",
    [ctx.organizationId, at.name, at.channel, at.language],
  );
  const newest = row!.newest;
  if (basedOn !== undefined && basedOn !== newest)
    throw conflict("Someone saved this block while you edited it. Look at the newest version first; what you wrote is still here.");
  await ctx.sql(
    "insert into template_block (organization_id, name, channel, language, version, body, saved_by, saved_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    [ctx.organizationId, at.name, at.channel satisfies BlockChannel, at.language, newest + 1, body, actorId(ctx.actor), ctx.now],
  );
  await releaseUnfillable(ctx);
  await touch(ctx, "templates");
  return newest + 1;
}
