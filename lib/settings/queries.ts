import { seesFacility } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { Params } from "@/lib/messages/sql";
import type { Scope, SettingDefinition } from "./define";
import { AREA_LABELS, SETTINGS, type SettingAreaId } from "./registry";

export type StoredSetting = { scope: Scope; scopeId: string; value: unknown; valid: boolean; updatedBy: string | null; updatedAt: Date };

export type ListedSetting = Pick<
  SettingDefinition,
  "key" | "label" | "help" | "spec" | "scopes" | "permission" | "affectsPlan" | "default"
> & {
  area: SettingAreaId;
  areaLabel: string;
  /** What is stored, narrowest scope first; empty where the default holds everywhere. */
  stored: StoredSetting[];
};

/** Every setting of the product with what this organization stored for it (not for facilities out of sight), in the settings screen's order. */
export async function listSettings(ctx: Ctx): Promise<ListedSetting[]> {
  const p = new Params();
  const rows = await ctx.sql<{ scope: Scope; scope_id: string; key: string; value: unknown; by: string | null; updated_at: Date }>(
    `select v.scope, v.scope_id, v.key, v.value, u.name as by, v.updated_at
     from setting_value v left join app_user u on u.id = v.updated_by
     where v.scope <> 'facility' or ${seesFacility(ctx, p, "v.scope_id")} order by v.updated_at desc, v.scope_id`,
    p.values,
  );
  return [...SETTINGS.values()].map((definition) => ({
    key: definition.key,
    area: definition.area,
    areaLabel: AREA_LABELS[definition.area],
    label: definition.label,
    ...(definition.help === undefined ? {} : { help: definition.help }),
    spec: definition.spec,
    scopes: definition.scopes,
    permission: definition.permission,
    affectsPlan: definition.affectsPlan,
    default: definition.default,
    stored: rows
      .filter((row) => row.key === definition.key)
      .map((row) => ({
        scope: row.scope,
        scopeId: row.scope_id,
        value: row.value,
        valid: definition.schema.safeParse(row.value).success,
        updatedBy: row.by,
        updatedAt: row.updated_at,
      }))
      .sort((a, b) => definition.scopes.indexOf(a.scope) - definition.scopes.indexOf(b.scope)),
  }));
}
