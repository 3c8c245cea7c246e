import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";

export type EndpointKind = "phone" | "email";

/** The organization's endpoint row for a normalised address (E.164, or a lower-case e-mail address), made where missing. */
export async function ensureEndpoint(ctx: Ctx, kind: EndpointKind, address: string): Promise<string> {
  const [found] = await ctx.sql<{ id: string }>("select id from endpoint where organization_id = $1 and kind = $2 and address = $3", [
    ctx.organizationId,
    kind,
    address,
  ]);
  if (found) return found.id;
  const [made] = await ctx.sql<{ id: string }>(
    `insert into endpoint (organization_id, id, kind, address) values ($1, $2, $3, $4)
     on conflict (organization_id, kind, address) do update set kind = excluded.kind returning id`,
    [ctx.organizationId, newId(), kind, address],
  );
  return made!.id;
}
