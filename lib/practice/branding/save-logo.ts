import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { invalid } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";
import { readLogo } from "./logo-rules";

/**
 * [ADM-02] Puts a picture on patient pages and e-mails, or takes it away (null). Logos of e-mails that went out stay. The type is told
 * from the bytes. Gives the new logo's id. Errors: forbidden, invalid (field `logo`).
 */
export async function saveLogo(ctx: Ctx, input: { logo: Uint8Array | null }): Promise<{ logoId: string | null }> {
  requireRole(ctx, "admin");
  requireWholeOrganization(ctx);
  const read = input.logo && readLogo(input.logo);
  if (read && "problem" in read) throw invalid(read.problem, { logo: read.problem });
  const logoId = read ? newId() : null;
  if (read)
    await ctx.sql(
      `insert into organization_logo (organization_id, id, media_type, width, height, data, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ctx.organizationId,
        logoId,
        read.mediaType,
        read.width,
        read.height,
        Buffer.from(input.logo!),
        ctx.actor.kind === "user" ? ctx.actor.id : null,
        ctx.now,
      ],
    );
  await ctx.sql("update organization set logo_id = $2 where id = $1", [ctx.organizationId, logoId]);
  await audit(ctx, {
    action: logoId ? "save-logo" : "remove-logo",
    entity: "organization",
    entityId: ctx.organizationId,
    detail: { logoId },
  });
  await touch(ctx, "practice");
  return { logoId };
}
