import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import { type Ctx, type Scope, withContext } from "@/lib/context";
import { loadCarriers } from "@/lib/delivery/carriers";
import { notFound } from "@/lib/errors";
import type { AccountProbe } from "@/lib/carriers/types";

export type AccountCheck = { ok: boolean; message: string };

type ToCheck = { probe: AccountProbe; addresses: string[] };

async function readAccount(ctx: Ctx, id: string): Promise<ToCheck> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  const probe = (await loadCarriers(ctx)).get(id)?.probe;
  if (!probe) throw notFound("account");
  const rows = await ctx.sql<{ address: string }>(
    "select distinct address from sender where organization_id = $1 and carrier_account_id = $2 order by 1",
    [ctx.organizationId, id],
  );
  await audit(ctx, { action: "check-carrier-account", entity: "carrier-account", entityId: id });
  return { probe, addresses: rows.map((row) => row.address) };
}

/**
 * [ADM-02] Asks the carrier whether the stored keys are right and whether the account's numbers and domains are its own. Nothing is sent
 * to anybody. The carrier is asked outside of any transaction. Errors: forbidden, not-found.
 */
export async function checkAccount(scope: Scope, input: { id: string }): Promise<AccountCheck> {
  const { probe, addresses } = await withContext(scope, (ctx) => readAccount(ctx, input.id));
  const found = await probe(addresses);
  switch (found.kind) {
    case "ok":
      return { ok: true, message: found.note ?? "The carrier knows the account, and what you send from belongs to it." };
    case "refused":
      return { ok: false, message: "The carrier refuses these keys. Copy them again from the carrier’s console." };
    case "unknown-senders":
      return { ok: false, message: `The keys are right, but these do not belong to the account: ${found.addresses.join(", ")}.` };
    case "no-answer":
      return { ok: false, message: "The carrier does not answer at the moment. Try again in a minute; nothing was changed." };
  }
}
