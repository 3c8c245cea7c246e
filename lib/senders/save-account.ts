import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { seal, unseal } from "@/lib/crypto/keyring";
import { conflict, invalid, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requireNoSandbox } from "@/lib/sandbox/is-sandbox";
import { touch } from "@/lib/live/notify";
import type { AccountInput } from "./schemas";

type Stored = { carrier: string; accountRef: string; secret: Buffer; webhookSecret: Buffer | null; keyId: string };

/**
 * [ADM-02] [SEC-05] Adds an account at a carrier, or gives it other keys; keys are sealed and never given back. Whoever has the keys can
 * send in the clinic's name, so admins only. Errors: forbidden, not-found, invalid, conflict (another carrier, a sandbox).
 */
export async function saveAccount(ctx: Ctx, input: AccountInput): Promise<{ id: string }> {
  requireRole(ctx, "admin");
  requireWholeOrganization(ctx);
  await requireNoSandbox(ctx);
  return storeAccount(ctx, input);
}

/** Writes what saveAccount was given; the stand-ins of a sandbox are set up by it, too. */
export async function storeAccount(ctx: Ctx, input: AccountInput): Promise<{ id: string }> {
  const before = input.id === undefined ? undefined : await findStored(ctx, input.id);
  if (before && before.carrier !== input.carrier) throw conflict("An account stays with its carrier. Add another one.");
  await refuseTwice(ctx, input);
  const open = (sealed: Buffer | null | undefined) => (before && sealed ? unseal(sealed, before.keyId) : undefined);
  const secret = input.secret ?? open(before?.secret);
  if (secret === undefined)
    throw invalid("The account was not saved.", {
      secret: input.carrier === "twilio" ? "Enter the auth token." : "Enter the API key.",
    });
  const webhookSecret = (input.carrier === "resend" ? input.webhookSecret : undefined) ?? open(before?.webhookSecret);
  // Both secrets under one key, which the row names.
  const { sealed, keyId } = seal(secret);
  const hook = webhookSecret === undefined ? null : seal(webhookSecret).sealed;
  const id = input.id ?? newId();
  await ctx.sql(
    `insert into carrier_account (organization_id, id, carrier, account_ref, secret_sealed, webhook_secret_sealed, secret_key_id)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (organization_id, id) do update set account_ref = excluded.account_ref, secret_sealed = excluded.secret_sealed,
       webhook_secret_sealed = excluded.webhook_secret_sealed, secret_key_id = excluded.secret_key_id`,
    [ctx.organizationId, id, input.carrier, input.accountRef, sealed, hook, keyId],
  );
  await audit(ctx, {
    action: "save-carrier-account",
    entity: "carrier-account",
    entityId: id,
    detail: { new: !before, carrier: input.carrier, newSecret: input.secret !== undefined },
  });
  await touch(ctx, "practice");
  return { id };
}

async function findStored(ctx: Ctx, id: string): Promise<Stored> {
  const [row] = await ctx.sql<Stored>(
    `select carrier, account_ref as "accountRef", secret_sealed as secret, webhook_secret_sealed as "webhookSecret", secret_key_id as "keyId"
     from carrier_account where organization_id = $1 and id = $2 for update`,
    [ctx.organizationId, id],
  );
  if (!row) throw notFound("account");
  return row;
}

async function refuseTwice(ctx: Ctx, input: AccountInput): Promise<void> {
  const same = await ctx.sql(
    "select 1 from carrier_account where organization_id = $1 and carrier = $2 and account_ref = $3 and id is distinct from $4",
    [ctx.organizationId, input.carrier, input.accountRef, input.id ?? null],
  );
  if (same.length > 0) throw invalid("The account was not saved.", { accountRef: "This account is there already." });
}
