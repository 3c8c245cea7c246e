import { requireArea } from "@/lib/areas/require-area";
import type { Ctx } from "@/lib/context";
import { moment, type Moment } from "@/lib/messages/moment";
import { chooseTemplate, loadOwnTemplates } from "./load-templates";
import { STANDARD_TEMPLATES, standardVersions, TEMPLATE_KEYS, TEMPLATE_PURPOSES, type TemplateKey } from "./standard";
import { TEMPLATE_CHANNELS, type Channel } from "./types";

export type TemplateRow = {
  key: TemplateKey;
  purpose: string;
  /** Languages with a wording of the organization's own, by channel. */
  own: Record<Channel, string[]>;
};

/** [TPL-01] Every automatic message with where the organization has words of its own. */
export async function listTemplates(ctx: Ctx): Promise<TemplateRow[]> {
  await requireArea(ctx, "templates");
  const own = await loadOwnTemplates(ctx);
  return TEMPLATE_KEYS.map((key) => ({
    key,
    purpose: TEMPLATE_PURPOSES[key],
    own: Object.fromEntries(
      TEMPLATE_CHANNELS.map((channel) => [
        channel,
        (own.get(key) ?? []).filter((t) => t.channel === channel && t.body !== "").map((t) => t.language),
      ]),
    ) as TemplateRow["own"],
  }));
}

export type TemplateText = { subject: string; body: string };

export type TemplateHistoryEntry = TemplateText & {
  version: number;
  by: string | null;
  at: Moment;
  /** A return to the standard wording. */
  standard: boolean;
};

export type TemplateDetail = {
  key: TemplateKey;
  purpose: string;
  channel: Channel;
  language: string;
  /** The newest version's number; 0 where there never was one. */
  newest: number;
  /** Whose words hold now. `fallback`: this language has none, so these (of `from`) are sent. */
  source: "own" | "standard" | "fallback";
  from: string;
  text: TemplateText;
  /** The standard wording of this language; undefined where it has none. */
  standard?: TemplateText;
  history: TemplateHistoryEntry[];
  /** Languages in which this message has words, own or standard. */
  languages: string[];
};

const MOST_VERSIONS = 50;

type Stored = { version: number; subject: string | null; body: string; by: string | null; at: Date };

/** One message in one channel and language, with its versions, newest first. */
export async function getTemplate(ctx: Ctx, key: TemplateKey, channel: Channel, language: string): Promise<TemplateDetail> {
  await requireArea(ctx, "templates");
  const [organization] = await ctx.sql<{ zone: string }>("select zone from organization where id = $1", [ctx.organizationId]);
  const rows = await ctx.sql<Stored>(
    `select t.version, t.subject, t.body, u.name as by, t.saved_at as at from template t left join app_user u on u.id = t.saved_by
     where t.organization_id = $1 and t.key = $2 and t.channel = $3 and t.language = $4 order by t.version desc limit $5`,
    [ctx.organizationId, key, channel, language, MOST_VERSIONS],
  );
  const own = await loadOwnTemplates(ctx);
  const chosen = chooseTemplate(own, key, channel, language)!;
  const standard = standardVersions(key).find((t) => t.channel === channel && t.language === language);
  const newest = rows[0];
  const isOwn = newest !== undefined && newest.body !== "";
  const text = (t: { subject?: string | null; body: string }): TemplateText => ({ subject: t.subject ?? "", body: t.body });
  const written = (own.get(key) ?? []).filter((t) => t.channel === channel && t.body !== "").map((t) => t.language);
  return {
    key,
    purpose: TEMPLATE_PURPOSES[key],
    channel,
    language,
    newest: newest?.version ?? 0,
    source: isOwn ? "own" : standard ? "standard" : "fallback",
    from: chosen.language,
    text: text(isOwn ? newest : (standard ?? chosen)),
    ...(standard && { standard: text(standard) }),
    history: rows.map((row) => ({
      ...text(row),
      version: row.version,
      by: row.by,
      at: moment(row.at, organization!.zone),
      standard: row.body === "",
    })),
    languages: [...new Set([...Object.keys(STANDARD_TEMPLATES), ...written])],
  };
}
