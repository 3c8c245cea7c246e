import { requireArea } from "@/lib/areas/require-area";
import type { Ctx } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { moment, type Moment } from "@/lib/messages/moment";
import { partialsFor } from "./blocks";
import { exampleFacts } from "./example-facts";
import { TEMPLATE_LANGUAGES } from "./languages";
import { loadOwnTemplates, type OwnTemplates, type StoredTemplate } from "./load-templates";
import { renderMessage, templateNames } from "./render";
import { languageReviewed } from "./reviewed";
import { squigglyValues } from "./squigglies";
import { STANDARD_TEMPLATES, standardVersions, TEMPLATE_KEYS, TEMPLATE_PURPOSES, type TemplateKey } from "./standard";
import { REVIEWED_FROM_START, TEMPLATE_CHANNELS, type Channel, type TemplateVersion } from "./types";

export type LanguageRow = {
  language: string;
  /** Whether there are standard words, and whether they are sent by themselves. */
  standard: "reviewed" | "waiting" | "none";
  /** Who said so last; null where it holds from the start. */
  by: string | null;
  at: Moment | null;
  fromStart: boolean;
  /** Wordings (message by channel) that this language has, own or standard, and how many of them are sent by themselves. */
  words: number;
  sent: number;
  all: number;
};

type Said = { language: string; reviewed: boolean; by: string | null; at: Date };

/** [TPL-09] Every language a message can be in, with how much of it is sent by itself. */
export async function listLanguages(ctx: Ctx): Promise<LanguageRow[]> {
  await requireArea(ctx, "templates");
  const own = await loadOwnTemplates(ctx);
  const [organization] = await ctx.sql<{ zone: string }>("select zone from organization where id = $1", [ctx.organizationId]);
  const said = await ctx.sql<Said>(
    `select distinct on (r.language) r.language, r.reviewed, u.name as by, r.decided_at as at from template_review r left join app_user u on u.id = r.decided_by
     where r.organization_id = $1 and r.key is null order by r.language, r.id desc`,
    [ctx.organizationId],
  );
  return TEMPLATE_LANGUAGES.map((language) => {
    const last = said.find((one) => one.language === language);
    const standard = Object.hasOwn(STANDARD_TEMPLATES, language);
    const read = languageReviewed(own.reviews, language);
    const written = ownWords(own, language);
    const replaced = new Set(written.map((t) => `${t.key} ${t.channel}`));
    const all = TEMPLATE_KEYS.length * TEMPLATE_CHANNELS.length;
    const sentOwn = written.filter((t) => t.reviewed || language === "en").length;
    // An own wording that waits is stood in for by the standard one, where that was reviewed.
    const sentStandard = standard && read ? all - sentOwn : 0;
    return {
      language,
      standard: standard ? (read ? "reviewed" : "waiting") : "none",
      by: last?.by ?? null,
      at: last ? moment(last.at, organization!.zone) : null,
      fromStart: !last && REVIEWED_FROM_START.includes(language),
      words: standard ? all : replaced.size,
      sent: sentOwn + sentStandard,
      all,
    };
  });
}

function ownWords(own: OwnTemplates, language: string): StoredTemplate[] {
  return TEMPLATE_KEYS.flatMap((key) => (own.words.get(key) ?? []).filter((t) => t.language === language && t.body !== ""));
}

export type LanguageText = { subject?: string; text: string };

export type LanguageMessage = {
  key: TemplateKey;
  purpose: string;
  channel: Channel;
  /** Whose words `text` are; null where the language has none. */
  source: "own" | "standard" | null;
  text: LanguageText | null;
  /** The own words wait for a review of their own. */
  waits: boolean;
  english: LanguageText;
};

/** Every message of a language beside its English, filled with a made-up visit: what a reviewer reads. Errors: not-found. */
export async function listLanguageMessages(ctx: Ctx, language: string): Promise<LanguageMessage[]> {
  await requireArea(ctx, "templates");
  if (!TEMPLATE_LANGUAGES.includes(language)) throw notFound("language");
  const own = await loadOwnTemplates(ctx);
  const [organization] = await ctx.sql<{ name: string }>("select name from organization where id = $1", [ctx.organizationId]);
  const say = (template: TemplateVersion): LanguageText => filled(template, organization!.name, own);
  return TEMPLATE_KEYS.flatMap((key) =>
    TEMPLATE_CHANNELS.map((channel): LanguageMessage => {
      const of = (tag: string) => ({
        own: own.words.get(key)?.find((t) => t.channel === channel && t.language === tag && t.body !== ""),
        standard: standardVersions(key).find((t) => t.channel === channel && t.language === tag),
      });
      const here = of(language);
      const english = of("en");
      const words = here.own ?? here.standard;
      return {
        key,
        purpose: TEMPLATE_PURPOSES[key],
        channel,
        source: here.own ? "own" : here.standard ? "standard" : null,
        text: words ? say(words) : null,
        waits: here.own !== undefined && !here.own.reviewed && language !== "en",
        english: say((english.own ?? english.standard)!),
      };
    }),
  );
}

/** With example values; as written where it cannot be filled (a fact that the example lacks). */
function filled(template: TemplateVersion, organizationName: string, own: OwnTemplates): LanguageText {
  const { channel, language, subject, body } = template;
  const partials = partialsFor(own.blocks, channel, language);
  const values = squigglyValues(exampleFacts(language, organizationName), channel, templateNames(template, partials));
  const message = renderMessage({ template, values, language, partials });
  if (!message.ok) return { ...(subject !== undefined && { subject }), text: body };
  return { ...(message.subject !== undefined && { subject: message.subject }), text: message.text };
}
