import type { Ctx } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { AREAS, type AreaId } from "./registry";

const loaded = new WeakMap<Ctx, Promise<string[]>>();

/** The product areas that are switched off for the organization; asked once per transaction. */
export function areasOff(ctx: Ctx): Promise<string[]> {
  let off = loaded.get(ctx);
  if (!off) {
    off = ctx
      .sql<{ off: string[] }>("select areas_off as off from organization where id = $1", [ctx.organizationId])
      .then(([row]) => row?.off ?? []);
    loaded.set(ctx, off);
  }
  return off;
}

/** [ADM-08] Throws forbidden where the operator has switched the area off; asked by its verbs, so that screens, API and workflows stop alike. */
export async function requireArea(ctx: Ctx, area: AreaId): Promise<void> {
  if ((await areasOff(ctx)).includes(area))
    throw new AppError("forbidden", `${AREAS[area].label} is switched off for your organization. Ask who runs Luma for you.`);
}
