import { z } from "zod";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { saveTemplate, templatePlace } from "./save-template";

export const restoreInput = templatePlace.extend({
  version: z.number().int().min(1),
  /** The newest version that was seen: restoring over a newer one is refused. */
  basedOn: z.number().int().min(1),
});

/**
 * [TPL-03] An earlier wording again, as a new version; it is checked like any other, and is reviewed where that version was. Gives the new version.
 * Errors: as `saveTemplate`; not-found for a version that there never was or that was a return to the standard.
 */
export async function restoreTemplate(ctx: Ctx, input: z.output<typeof restoreInput>): Promise<{ version: number }> {
  requireRole(ctx, "manager");
  const { key, channel, language, version, basedOn } = input;
  const [old] = await ctx.sql<{ subject: string | null; body: string; reviewed: boolean }>(
    `select t.subject, t.body, coalesce((select r.reviewed from template_review r where r.organization_id = $1 and r.key = t.key and r.channel = t.channel and r.language = t.language
       and r.version = t.version order by r.id desc limit 1), t.reviewed) as reviewed
     from template t where t.organization_id = $1 and t.key = $2 and t.channel = $3 and t.language = $4 and t.version = $5`,
    [ctx.organizationId, key, channel, language, version],
  );
  if (!old || old.body === "") throw notFound("version");
  const { subject, body, reviewed } = old;
  const saved = await saveTemplate(ctx, { key, channel, language, body, basedOn, reviewed, ...(subject !== null && { subject }) });
  await audit(ctx, {
    action: "restore-template",
    entity: "template",
    detail: { key, channel, language, from: version, version: saved.version },
  });
  return saved;
}
