import { requireArea } from "@/lib/areas/require-area";
import type { Ctx } from "@/lib/context";
import { moment, type Moment } from "@/lib/messages/moment";
import { chooseTemplate, loadOwnTemplates } from "./load-templates";
import { languageReviewed } from "./reviewed";
import { STANDARD_TEMPLATES, standardVersions, TEMPLATE_KEYS, TEMPLATE_PURPOSES, type TemplateKey } from "./standard";
import { TEMPLATE_CHANNELS, type Channel } from "./types";

export type TemplateRow = {
  key: TemplateKey;
  purpose: string;
  /** Languages with a wording of the organization's own, by channel. */
  own: Record<Channel, string[]>;
  /** Languages with words that nobody has reviewed: English is sent instead ([TPL-09]). */
  waiting: string[];
};

/** [TPL-01] Every automatic message with where the organization has words of its own. */
export async function listTemplates(ctx: Ctx): Promise<TemplateRow[]> {
  await requireArea(ctx, "templates");
  const own = await loadOwnTemplates(ctx);
  const unread = Object.keys(STANDARD_TEMPLATES).filter((language) => !languageReviewed(own.reviews, language));
  return TEMPLATE_KEYS.map((key) => ({
    key,
    purpose: TEMPLATE_PURPOSES[key],
    own: Object.fromEntries(
      TEMPLATE_CHANNELS.map((channel) => [
        channel,
        (own.words.get(key) ?? []).filter((t) => t.channel === channel && t.body !== "").map((t) => t.language),
      ]),
    ) as TemplateRow["own"],
    waiting: [...new Set([...unread, ...(own.words.get(key) ?? []).filter((t) => t.body !== "" && !t.reviewed).map((t) => t.language)])],
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

export type TemplateReview = {
  /** `own`: these words; `language`: all standard words of the language, decided on the screen of languages. */
  of: "own" | "language";
  reviewed: boolean;
  by: string | null;
  at: Moment | null;
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
  /** Null where words of this language are sent by themselves or there are none; else who may change that, and how it stands. */
  review: TemplateReview | null;
  text: TemplateText;
  /** The standard wording of this language; undefined where it has none. */
  standard?: TemplateText;
  history: TemplateHistoryEntry[];
  /** Languages in which this message has words, own or standard. */
  languages: string[];
};

const MOST_VERSIONS = 50;

type Stored = { version: number; subject: string | null; body: string; by: string | null; at: Date; reviewed: boolean };

/** One message in one channel and language, with its versions, newest first. */
export async function getTemplate(ctx: Ctx, key: TemplateKey, channel: Channel, language: string): Promise<TemplateDetail> {
  await requireArea(ctx, "templates");
  const [organization] = await ctx.sql<{ zone: string }>("select zone from organization where id = $1", [ctx.organizationId]);
  const rows = await ctx.sql<Stored>(
    `select t.version, t.subject, t.body, t.reviewed, u.name as by, t.saved_at as at from template t left join app_user u on u.id = t.saved_by
     where t.organization_id = $1 and t.key = $2 and t.channel = $3 and t.language = $4 order by t.version desc limit $5`,
    [ctx.organizationId, key, channel, language, MOST_VERSIONS],
  );
  const own = await loadOwnTemplates(ctx);
  const chosen = chooseTemplate(own, key, channel, language)!;
  const standard = standardVersions(key).find((t) => t.channel === channel && t.language === language);
  const newest = rows[0];
  const languageReview = { of: "language", reviewed: languageReviewed(own.reviews, language), by: null, at: null } as const;
  const isOwn = newest !== undefined && newest.body !== "";
  const text = (t: { subject?: string | null; body: string }): TemplateText => ({ subject: t.subject ?? "", body: t.body });
  const written = (own.words.get(key) ?? []).filter((t) => t.channel === channel && t.body !== "").map((t) => t.language);
  return {
    key,
    purpose: TEMPLATE_PURPOSES[key],
    channel,
    language,
    newest: newest?.version ?? 0,
    source: isOwn ? "own" : standard ? "standard" : "fallback",
    from: chosen.language,
    review:
      language === "en"
        ? null
        : isOwn
          ? await ownReview(ctx, { key, channel, language }, newest, organization!.zone)
          : standard
            ? languageReview
            : null,
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

/** What was last said of the newest own version: when it was saved, or afterwards. */
async function ownReview(
  ctx: Ctx,
  at: { key: string; channel: Channel; language: string },
  newest: Stored,
  zone: string,
): Promise<TemplateReview> {
  const [said] = await ctx.sql<{ reviewed: boolean; by: string | null; at: Date }>(
    `select r.reviewed, u.name as by, r.decided_at as at from template_review r left join app_user u on u.id = r.decided_by
     where r.organization_id = $1 and r.key = $2 and r.channel = $3 and r.language = $4 and r.version = $5 order by r.id desc limit 1`,
    [ctx.organizationId, at.key, at.channel, at.language, newest.version],
  );
  const { reviewed, by, at: when } = said ?? newest;
  return { of: "own", reviewed, by, at: moment(when, zone) };
}
