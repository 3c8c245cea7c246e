import type { Ctx } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/ids";

export type Member = { id: string; email: string; name: string; demo: boolean };

/** A member of this organization. Error: not-found, also for people of others. */
export async function requireMember(ctx: Ctx, userId: string): Promise<Member> {
  const rows = isId(userId)
    ? await ctx.sql<Member>(
        `select u.id, u.email, u.name, u.demo from app_user u join membership m on m.user_id = u.id and m.organization_id = $1 where u.id = $2`,
        [ctx.organizationId, userId],
      )
    : [];
  if (!rows[0]) throw notFound("person");
  return rows[0];
}
