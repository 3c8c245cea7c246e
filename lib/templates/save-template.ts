import { z } from "zod";
import { requireWholeOrganization } from "@/lib/access/guard";
import { requireArea } from "@/lib/areas/require-area";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { releaseUnfillable } from "@/lib/delivery/held";
import { conflict, invalid, notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { partialsFor } from "./blocks";
import { loadBlocks } from "./load-templates";
import { judgeWords, loadContentPolicy } from "./policy";
import { checkTemplate, type TemplateError } from "./check";
import { TEMPLATE_LANGUAGES } from "./languages";
import { isTemplateKey } from "./standard";
import { TEMPLATE_CHANNELS } from "./types";

const place = { key: z.string(), channel: z.enum(TEMPLATE_CHANNELS), language: z.string() };

export const templatePlace = z.object(place);
export const templateInput = z.object({
  ...place,
  /** E-mail only. */
  subject: z.string().max(400).optional(),
  body: z.string(),
  /** The version that was edited, 0 for the standard text: saving over a newer one is refused. */
  basedOn: z.number().int().min(0).optional(),
  /** Someone who knows the language has read it, so it may be sent by itself; without it, it waits. English needs none. */
  reviewed: z.boolean().optional(),
});

export type TemplatePlace = z.output<typeof templatePlace>;
export type TemplateInput = z.output<typeof templateInput>;

/**
 * Saves the organization's own wording of one message, channel and language as a new version; messages are worded with it from
 * the next send on ([TPL-01], [TPL-05]). Gives the version. Errors: forbidden, not-found (key or language), conflict (someone
 * saved meanwhile), invalid with `subject` and `body` naming what is wrong and where.
 */
export async function saveTemplate(ctx: Ctx, input: TemplateInput): Promise<{ version: number }> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  await requireArea(ctx, "templates");
  checkPlace(input);
  const fields: Record<string, string> = {};
  const partials = partialsFor(await loadBlocks(ctx), input.channel, input.language);
  const body = input.body.trim();
  if (body === "") fields.body = "Write what the message says, or go back to the standard wording.";
  else note(fields, "body", checkTemplate(body, { scope: "reminder", channel: input.channel, partials }).errors);
  const subject = input.channel === "email" ? (input.subject ?? "").trim() : undefined;
  if (subject === "") fields.subject = "An e-mail needs a subject.";
  else if (subject !== undefined)
    note(fields, "subject", checkTemplate(subject, { scope: "reminder", channel: "email", part: "subject" }).errors);
  const { blocked } = judgeWords(`${subject ?? ""}\n${body}`, await loadContentPolicy(ctx), partials);
  if (blocked) fields.body = [fields.body, blocked].filter(Boolean).join(" ");
  if (Object.keys(fields).length > 0) throw invalid("This wording cannot be saved yet.", fields);
  const reviewed = input.language === "en" || input.reviewed === true;
  const version = await addVersion(ctx, input, { subject: subject ?? null, body, reviewed }, input.basedOn);
  await audit(ctx, { action: "save-template", entity: "template", detail: { ...placeOf(input), version, reviewed } });
  return { version };
}

/**
 * Back to the standard wording, also as it improves later: a version without words, which choosing a text passes over. Earlier
 * versions stay in the history. Gives its number; nothing is written where the standard holds already.
 */
export async function useStandardTemplate(ctx: Ctx, input: TemplatePlace): Promise<{ version: number }> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  await requireArea(ctx, "templates");
  checkPlace(input);
  const newest = await lockNewest(ctx, input);
  if (!newest || newest.body === "") return { version: newest?.version ?? 0 };
  const version = await addVersion(ctx, input, { subject: null, body: "", reviewed: true });
  await audit(ctx, { action: "use-standard-template", entity: "template", detail: { ...placeOf(input), version } });
  return { version };
}

/** Throws not-found unless it is a message and a language that there are. */
export function checkPlace(input: TemplatePlace): void {
  if (!isTemplateKey(input.key)) throw notFound("message");
  if (!TEMPLATE_LANGUAGES.includes(input.language)) throw notFound("language");
}

const placeOf = ({ key, channel, language }: TemplatePlace): TemplatePlace => ({ key, channel, language });

/** One sentence per error, with its place where the text has several lines. */
export function note(fields: Record<string, string>, field: string, errors: readonly TemplateError[]): void {
  if (errors.length === 0) return;
  fields[field] = errors
    .map((error) => (error.line > 1 || errors.length > 1 ? `Line ${error.line}: ${error.message}` : error.message))
    .join(" ");
}

async function lockNewest(ctx: Ctx, at: TemplatePlace): Promise<{ version: number; body: string } | undefined> {
  await ctx.sql("select pg_advisory_xact_lock(hashtextextended('template ' || $1 || ' ' || $2 || ' ' || $3 || ' ' || $4, 0))", [
    ctx.organizationId,
    at.key,
    at.channel,
    at.language,
  ]);
  const [row] = await ctx.sql<{ version: number; body: string }>(
    "select version, body from template where organization_id = $1 and key = $2 and channel = $3 and language = $4 order by version desc limit 1",
    [ctx.organizationId, at.key, at.channel, at.language],
  );
  return row;
}

type NewText = { subject: string | null; body: string; reviewed: boolean };

async function addVersion(ctx: Ctx, at: TemplatePlace, text: NewText, basedOn?: number): Promise<number> {
  const newest = (await lockNewest(ctx, at))?.version ?? 0;
  if (basedOn !== undefined && basedOn !== newest)
    throw conflict("Someone saved this wording while you edited it. Look at the newest version first; what you wrote is still here.");
  await ctx.sql(
    "insert into template (organization_id, key, channel, language, version, subject, body, reviewed, saved_by, saved_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    [
      ctx.organizationId,
      at.key,
      at.channel,
      at.language,
      newest + 1,
      text.subject,
      text.body,
      text.reviewed,
      ctx.actor.kind === "user" ? ctx.actor.id : null,
      ctx.now,
    ],
  );
  await releaseUnfillable(ctx);
  await touch(ctx, "templates");
  return newest + 1;
}
