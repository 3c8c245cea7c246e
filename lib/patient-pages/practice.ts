import type { Ctx } from "@/lib/context";
import { logoPath } from "@/lib/practice/branding/logo-url";
import { formatPhone } from "@/lib/templates/filters";

export type Phone = { e164: string; text: string };

/** Who a page is from. */
export type Practice = {
  name: string;
  phone: Phone | null;
  /** `#rrggbb` */ accent: string;
  /** A path of our own. */ logoUrl?: string | null;
};

/** A number as people read it, and as a telephone link dials it. */
export function phoneOf(e164: string | null): Phone | null {
  return e164 ? { e164, text: formatPhone(e164) } : null;
}

/** The organization as its patients see it. */
export async function loadPractice(ctx: Ctx): Promise<Practice> {
  const [row] = await ctx.sql<{ name: string; phone: string | null; accent: string; logoId: string | null }>(
    `select name, phone, accent, logo_id as "logoId" from organization where id = $1`,
    [ctx.organizationId],
  );
  return { name: row!.name, phone: phoneOf(row!.phone), accent: row!.accent, logoUrl: logoPath(ctx.organizationId, row!.logoId) };
}
