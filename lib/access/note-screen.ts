import { audit, emergencyOf } from "@/lib/audit/write";
import { actorId, type Ctx } from "@/lib/context";

/**
 * [SEC-09] While emergency access lasts, every screen that is opened leaves an entry: its path, without what was typed or filtered.
 * One entry per screen in ten minutes, because screens refresh themselves.
 */
export async function noteScreen(ctx: Ctx, path: string): Promise<void> {
  const { emergency } = emergencyOf(ctx);
  if (!emergency) return;
  const screen = path.split(/[?#]/)[0]!.slice(0, 200);
  const [seen] = await ctx.sql(
    `select 1 from audit_entry where organization_id = $1 and entity = 'screen' and entity_id is null and at > clock_timestamp() - interval '10 minutes'
       and actor_id = $2 and detail ->> 'path' = $3 and detail -> 'emergency' = $4::jsonb limit 1`,
    [ctx.organizationId, actorId(ctx.actor), screen, JSON.stringify(emergency)],
  );
  if (!seen) await audit(ctx, { action: "view-screen", entity: "screen", detail: { path: screen } });
}
