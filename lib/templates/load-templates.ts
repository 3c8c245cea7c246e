import type { Ctx } from "@/lib/context";
import { pickTemplate } from "./pick-template";
import { standardVersions } from "./standard";
import type { Channel, TemplateVersion } from "./types";

export type StoredTemplate = TemplateVersion & { key: string; version: number };

export type ChosenTemplate = TemplateVersion & {
  /** `standard`, or the number of the organization's own version; stored with every message ([CON-14]). */
  version: string;
};

/** The organization's own newest versions, by key. */
export async function loadOwnTemplates(ctx: Ctx): Promise<Map<string, StoredTemplate[]>> {
  const rows = await ctx.sql<StoredTemplate & { subject: string | null }>(
    `select distinct on (key, channel, language) key, channel, language, version, subject, body from template where organization_id = $1 order by key, channel, language, version desc`,
    [ctx.organizationId],
  );
  const byKey = new Map<string, StoredTemplate[]>();
  for (const { subject, ...row } of rows) {
    const list = byKey.get(row.key) ?? [];
    list.push(subject === null ? row : { ...row, subject });
    byKey.set(row.key, list);
  }
  return byKey;
}

/** The text to send: the organization's own before the standard, the recipient's language before English ([TPL-09]). Undefined for a key or channel that has none. */
export function chooseTemplate(
  own: ReadonlyMap<string, readonly StoredTemplate[]>,
  key: string,
  channel: Channel,
  language: string,
): ChosenTemplate | undefined {
  const versions: ChosenTemplate[] = [
    ...(own.get(key) ?? []).map((t) => ({ ...t, version: String(t.version) })),
    ...standardVersions(key).map((t) => ({ ...t, version: "standard" })),
  ];
  return pickTemplate(versions, channel, language);
}
