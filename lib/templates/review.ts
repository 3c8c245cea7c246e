import { z } from "zod";
import { requireWholeOrganization } from "@/lib/access/guard";
import { requireArea } from "@/lib/areas/require-area";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import { actorId, type Ctx } from "@/lib/context";
import { releaseUnfillable } from "@/lib/delivery/held";
import { conflict, invalid, notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { checkPlace, templatePlace } from "./save-template";
import { STANDARD_TEMPLATES } from "./standard";

export const languageReview = z.object({ language: z.string(), reviewed: z.boolean() });
export const wordingReview = templatePlace.extend({ version: z.number().int().min(1), reviewed: z.boolean() });

/**
 * [TPL-09] Says that someone who knows the language has read its standard wordings (or takes that back): only then are they sent by themselves; English goes
 * instead. Counts from the next message on. Errors: forbidden, not-found (a language without standard wordings), invalid (English is always sent).
 */
export async function reviewLanguage(ctx: Ctx, input: z.output<typeof languageReview>): Promise<void> {
  const { language, reviewed } = input;
  await allowed(ctx, language);
  if (!Object.hasOwn(STANDARD_TEMPLATES, language)) throw notFound("language");
  await ctx.sql("insert into template_review (organization_id, language, reviewed, decided_by, decided_at) values ($1, $2, $3, $4, $5)", [
    ctx.organizationId,
    language,
    reviewed,
    actorId(ctx.actor),
    ctx.now,
  ]);
  await done(ctx, { language, reviewed });
}

/** The same for one wording of the organization's own. Errors: forbidden, not-found, conflict (a newer version was saved meanwhile). */
export async function reviewWording(ctx: Ctx, input: z.output<typeof wordingReview>): Promise<void> {
  const { key, channel, language, version, reviewed } = input;
  await allowed(ctx, language);
  checkPlace(input);
  const [newest] = await ctx.sql<{ version: number; body: string }>(
    "select version, body from template where organization_id = $1 and key = $2 and channel = $3 and language = $4 order by version desc limit 1",
    [ctx.organizationId, key, channel, language],
  );
  if (!newest || newest.body === "") throw notFound("wording");
  if (newest.version !== version) throw conflict("Someone saved another version meanwhile. Read the newest one first.");
  await ctx.sql(
    `insert into template_review (organization_id, language, key, channel, version, reviewed, decided_by, decided_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [ctx.organizationId, language, key, channel, version, reviewed, actorId(ctx.actor), ctx.now],
  );
  await done(ctx, { key, channel, language, version, reviewed });
}

async function allowed(ctx: Ctx, language: string): Promise<void> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  await requireArea(ctx, "templates");
  if (language === "en") throw invalid("English is always sent: it is what other languages fall back to.");
}

async function done(ctx: Ctx, detail: Record<string, string | number | boolean>): Promise<void> {
  await audit(ctx, { action: "review-translation", entity: "template", detail });
  // What could not be worded in English may be wordable in this language now, and the other way round.
  await releaseUnfillable(ctx);
  await touch(ctx, "templates");
}
