import type { Ctx } from "@/lib/context";
import { logoPath } from "./logo-url";

export type Branding = { name: string; phone: string | null; website: string | null; accent: string; logoUrl: string | null };

/** [ADM-02] How the organization shows itself to patients. */
export async function getBranding(ctx: Ctx): Promise<Branding> {
  const [row] = await ctx.sql<Omit<Branding, "logoUrl"> & { logoId: string | null }>(
    `select name, phone, website, accent, logo_id as "logoId" from organization where id = $1`,
    [ctx.organizationId],
  );
  const { logoId, ...branding } = row!;
  return { ...branding, logoUrl: logoPath(ctx.organizationId, logoId) };
}
