import type { Ctx } from "@/lib/context";
import { loadSettings } from "@/lib/settings/resolve";
import { securitySettings } from "../settings";
import { deviceWords } from "./device";

export type OwnSession = { id: string; device: string; ip: string | null; openedAt: Date; seenAt: Date; current: boolean };

/** The acting user's open sessions in this organization, the current one first, then the last used. Times by the real clock. */
export async function listOwnSessions(ctx: Ctx): Promise<OwnSession[]> {
  if (ctx.actor.kind !== "user") return [];
  const { idleMinutes } = securitySettings;
  const settings = await loadSettings(ctx);
  const rows = await ctx.sql<{ id: string; userAgent: string | null; ip: string | null; openedAt: Date; seenAt: Date }>(
    `select id, user_agent as "userAgent", ip, created_at as "openedAt", seen_at as "seenAt" from user_session
     where organization_id = $1 and user_id = $2 and revoked_at is null and expires_at > clock_timestamp()
       and seen_at > clock_timestamp() - make_interval(mins => $3) order by seen_at desc, id`,
    [ctx.organizationId, ctx.actor.id, settings.get(idleMinutes).value],
  );
  const current = ctx.actor.sessionId;
  return rows
    .map(({ userAgent, ...row }) => ({ ...row, device: deviceWords(userAgent), current: row.id === current }))
    .sort((a, b) => Number(b.current) - Number(a.current));
}
