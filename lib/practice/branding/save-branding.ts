import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { touch } from "@/lib/live/notify";
import type { BrandingInput } from "./schemas";

/**
 * [ADM-02] Changes name, phone, website and accent colour of the organization: messages that go out from now on, patient pages and staff
 * screens show them. Gives whether anything changed. Errors: forbidden.
 */
export async function saveBranding(ctx: Ctx, input: BrandingInput): Promise<{ changed: boolean }> {
  requireRole(ctx, "admin");
  requireWholeOrganization(ctx);
  const [before] = await ctx.sql<BrandingInput>("select name, phone, website, accent from organization where id = $1 for no key update", [
    ctx.organizationId,
  ]);
  const changed = (["name", "phone", "website", "accent"] as const).filter((field) => before![field] !== input[field]);
  if (changed.length === 0) return { changed: false };
  await ctx.sql("update organization set name = $2, phone = $3, website = $4, accent = $5 where id = $1", [
    ctx.organizationId,
    input.name,
    input.phone,
    input.website,
    input.accent,
  ]);
  const detail = Object.fromEntries(
    changed.flatMap((field) => [
      [`old ${field}`, before![field]],
      [`new ${field}`, input[field]],
    ]),
  );
  await audit(ctx, { action: "save-branding", entity: "organization", entityId: ctx.organizationId, detail });
  await touch(ctx, "practice");
  return { changed: true };
}
