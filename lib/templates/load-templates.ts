import type { Ctx } from "@/lib/context";
import type { StoredBlock } from "./blocks";
import { loadContentPolicy, type ContentPolicy } from "./policy";
import { pickReviewed, type LanguageReviews, type PassedOver } from "./reviewed";
import { standardVersions } from "./standard";
import type { Channel, TemplateVersion } from "./types";

/** `reviewed`: someone who knows the language has read this version. */
export type StoredTemplate = TemplateVersion & { key: string; version: number; reviewed: boolean };

export type ChosenTemplate = TemplateVersion & {
  /** `standard`, or the number of the organization's own version; stored with every message ([CON-14]). */
  version: string;
  reviewed?: boolean;
  /** Why it is not in the recipient's language. */
  passedOver?: PassedOver;
};

/** What an organization adds to the standard wordings: own newest versions by key, and which languages it has reviewed. */
export type OwnTemplates = {
  words: ReadonlyMap<string, readonly StoredTemplate[]>;
  reviews: LanguageReviews;
  blocks: readonly StoredBlock[];
  /** What the organization's own words may not say ([TPL-08]). */
  policy: ContentPolicy;
};

/** What the organization worded itself, newest versions, and what it has reviewed. */
export async function loadOwnTemplates(ctx: Ctx): Promise<OwnTemplates> {
  const rows = await ctx.sql<StoredTemplate & { subject: string | null }>(
    `select t.key, t.channel, t.language, t.version, t.subject, t.body, coalesce(r.reviewed, t.reviewed) as reviewed
     from (select distinct on (key, channel, language) * from template where organization_id = $1 order by key, channel, language, version desc) t
     left join lateral (select reviewed from template_review r where r.organization_id = $1 and r.key = t.key and r.channel = t.channel and r.language = t.language
       and r.version = t.version order by r.id desc limit 1) r on true order by t.key, t.channel, t.language`,
    [ctx.organizationId],
  );
  const words = new Map<string, StoredTemplate[]>();
  for (const { subject, ...row } of rows) {
    const list = words.get(row.key) ?? [];
    list.push(subject === null ? row : { ...row, subject });
    words.set(row.key, list);
  }
  return { words, reviews: await loadLanguageReviews(ctx), blocks: await loadBlocks(ctx), policy: await loadContentPolicy(ctx) };
}

/** The organization's shared blocks, newest versions that have words. */
export async function loadBlocks(ctx: Ctx): Promise<StoredBlock[]> {
  const rows = await ctx.sql<StoredBlock>(
    `select distinct on (name, channel, language) name, channel, language, version, body from template_block where organization_id = $1
     order by name, channel, language, version desc`,
    [ctx.organizationId],
  );
  return rows.filter((row) => row.body !== "");
}

/** The newest word on the standard wordings of each language. */
async function loadLanguageReviews(ctx: Ctx): Promise<LanguageReviews> {
  const rows = await ctx.sql<{ language: string; reviewed: boolean }>(
    "select distinct on (language) language, reviewed from template_review where organization_id = $1 and key is null order by language, id desc",
    [ctx.organizationId],
  );
  return new Map(rows.map((row) => [row.language, row.reviewed]));
}

/**
 * The text to send: the organization's own before the standard, the recipient's language before English ([TPL-09]), nothing that waits for its review.
 * Undefined for a key or channel that has none.
 */
export function chooseTemplate(own: OwnTemplates, key: string, channel: Channel, language: string): ChosenTemplate | undefined {
  const versions: ChosenTemplate[] = [
    ...(own.words.get(key) ?? []).map((t) => ({ ...t, version: String(t.version) })),
    ...standardVersions(key).map((t) => ({ ...t, version: "standard" })),
  ];
  return pickReviewed(versions, own.reviews, channel, language);
}
