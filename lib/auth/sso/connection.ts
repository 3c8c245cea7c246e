import type { Ctx } from "@/lib/context";

export type SsoConnection = {
  issuer: string;
  clientId: string;
  secretSealed: Buffer;
  secretKeyId: string;
  domains: string[];
  enabled: boolean;
  required: boolean;
  createUsers: boolean;
  updatedAt: Date;
};

/** The organization's single sign-on; undefined where none was ever set up. */
export async function findConnection(ctx: Ctx): Promise<SsoConnection | undefined> {
  const [row] = await ctx.sql<SsoConnection>(
    `select issuer, client_id as "clientId", secret_sealed as "secretSealed", secret_key_id as "secretKeyId", domains, enabled, required,
       create_users as "createUsers", updated_at as "updatedAt" from sso_connection where organization_id = $1`,
    [ctx.organizationId],
  );
  return row;
}

/** Whether members sign in by single sign-on only. */
export async function requiresSso(ctx: Ctx): Promise<boolean> {
  return (
    (await ctx.sql("select 1 from sso_connection where organization_id = $1 and enabled and required", [ctx.organizationId])).length > 0
  );
}

/** The organization's short name, as addresses carry it. */
export async function slugOf(ctx: Ctx): Promise<string> {
  const [row] = await ctx.sql<{ slug: string }>("select slug from organization where id = $1", [ctx.organizationId]);
  return row!.slug;
}
