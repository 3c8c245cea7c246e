import type { z } from "zod";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { conflict, forbidden, notFound } from "@/lib/errors";
import { acceptInput, type AgreementKind } from "./schemas";

/**
 * [SEC-08] Accepts the current version of an agreement, with the name that the person signs with. The BAA is accepted by an admin, for the
 * organization; the privacy notice by each member. Accepting twice changes nothing. Throws conflict for a version that is not current.
 */
export async function acceptAgreement(ctx: Ctx, given: z.input<typeof acceptInput>): Promise<void> {
  requireRole(ctx, "staff");
  if (ctx.actor.kind !== "user") throw forbidden();
  const input = acceptInput.parse(given);
  const [row] = await ctx.sql<{ kind: AgreementKind; version: number; current: number }>(
    `select a.kind, a.version, (select max(version) from agreement x where x.organization_id = a.organization_id and x.kind = a.kind) as current
     from agreement a where a.organization_id = $1 and a.id = $2`,
    [ctx.organizationId, input.id],
  );
  if (!row) throw notFound("agreement");
  if (row.kind === "baa") requireRole(ctx, "admin");
  if (row.version !== row.current) throw conflict("There is a newer version. Read that one and accept it instead.");
  const written = await ctx.sql(
    `insert into agreement_acceptance (organization_id, agreement_id, user_id, role, signed_name) values ($1, $2, $3, $4, $5)
     on conflict (organization_id, agreement_id, user_id) do nothing returning 1`,
    [ctx.organizationId, input.id, ctx.actor.id, ctx.actor.role, input.name],
  );
  if (written.length > 0)
    await audit(ctx, {
      action: "accept-agreement",
      entity: "agreement",
      entityId: input.id,
      detail: { kind: row.kind, version: row.version },
    });
}
