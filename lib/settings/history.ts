import { seesFacility } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { Params } from "@/lib/messages/sql";
import type { Scope } from "./define";

/** One saved change: old and new value (null: none of its own), by whom and when by the real clock. */
export type SettingChange = { at: Date; by: string | null; scope: Scope; scopeId: string; old: unknown; new: unknown };

const MOST = 10;

/** [ADM-01] The latest changes of one setting at every scope, newest first, from the audit. */
export async function listSettingChanges(ctx: Ctx, key: string): Promise<SettingChange[]> {
  const p = new Params([ctx.organizationId, key, MOST]);
  const rows = await ctx.sql<{ at: Date; by: string | null; scope: Scope; scopeId: string; old: string | null; new: string | null }>(
    `select e.at, u.name as by, e.detail ->> 'scope' as scope, e.entity_id as "scopeId", e.detail ->> 'old' as old, e.detail ->> 'new' as new
     from audit_entry e left join app_user u on u.id::text = e.actor_id
     where e.organization_id = $1 and e.entity = 'setting' and e.action = 'save-setting' and e.detail ->> 'key' = $2
       and (e.detail ->> 'scope' <> 'facility' or ${seesFacility(ctx, p, "e.entity_id")}) order by e.id desc limit $3`,
    p.values,
  );
  const value = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  return rows.map((row) => ({ ...row, old: value(row.old), new: value(row.new) }));
}
