import { audit } from "@/lib/audit/write";
import type { Ctx } from "@/lib/context";
import { forbidden } from "@/lib/errors";
import { newId } from "@/lib/ids";

export const SESSION_HOURS = 12;

/** How a person proved who they are. */
export type Factor = "password" | "totp" | "recovery-code" | "sso";

export type SessionPlace = { ip: string; userAgent?: string | null };

/**
 * Opens a session of the acting user, for at most twelve hours by the real clock, and audits the sign-in; gives its id.
 * Error: forbidden, where the user is no active member.
 */
export async function openSession(ctx: Ctx, place: SessionPlace, factor: Factor): Promise<string> {
  if (ctx.actor.kind !== "user") throw forbidden();
  const id = newId();
  const opened = await ctx.sql(
    `insert into user_session (id, user_id, organization_id, seen_at, expires_at, user_agent, ip, factor)
     select $2, m.user_id, m.organization_id, clock_timestamp(), clock_timestamp() + make_interval(hours => $3), $4, $5, $6
     from membership m where m.organization_id = $1 and m.user_id = $7 and m.deactivated_at is null returning 1`,
    [ctx.organizationId, id, SESSION_HOURS, place.userAgent?.slice(0, 300) ?? null, place.ip, factor, ctx.actor.id],
  );
  if (opened.length === 0) throw forbidden();
  await audit(ctx, { action: "sign-in", entity: "session", entityId: id, detail: { factor } });
  return id;
}
