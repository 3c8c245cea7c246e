import { createResend } from "@/lib/carriers/resend";
import { createTwilio } from "@/lib/carriers/twilio";
import { practiceCarriers } from "@/lib/carriers/practice";
import type { AccountProbe, EmailCarrier, LineLookup, SmsCarrier, VoiceCarrier } from "@/lib/carriers/types";
import type { Ctx } from "@/lib/context";
import { unseal } from "@/lib/crypto/keyring";
import { env } from "@/lib/env";
import { isSandbox } from "@/lib/sandbox/is-sandbox";

export type Carriers = { sms?: SmsCarrier; voice?: VoiceCarrier; email?: EmailCarrier; lookup?: LineLookup; probe?: AccountProbe };

export const CARRIER_TIMEOUT_MS = 12_000;

type Account = {
  id: string;
  carrier: "twilio" | "resend";
  accountRef: string;
  secret: Buffer;
  webhookSecret: Buffer | null;
  keyId: string;
};

const clients = new Map<string, { stamp: string; carriers: Carriers }>();

async function loadAccounts(ctx: Ctx): Promise<Account[]> {
  return ctx.sql<Account>(
    `select id, carrier, account_ref as "accountRef", secret_sealed as secret, webhook_secret_sealed as "webhookSecret", secret_key_id as "keyId" from carrier_account where organization_id = $1`,
    [ctx.organizationId],
  );
}

/** The organization's carriers by account id, over the vendors' SDKs; in demo the same SDKs speak to the simulator. Clients are kept while the secret stays. */
export async function loadCarriers(ctx: Ctx): Promise<Map<string, Carriers>> {
  const baseUrl = env().SIMULATOR_URL;
  const all = new Map<string, Carriers>();
  // [ADM-05] The one place where a sandbox is kept from the world: it speaks to stand-ins, or to nobody.
  const nobody = (await isSandbox(ctx)) && !(env().mode === "demo" && baseUrl);
  for (const account of await loadAccounts(ctx)) {
    if (nobody) {
      all.set(account.id, practiceCarriers());
      continue;
    }
    const stamp = `${account.keyId} ${account.secret.toString("base64")} ${baseUrl ?? ""}`;
    let kept = clients.get(account.id);
    if (kept?.stamp !== stamp) {
      const secret = unseal(account.secret, account.keyId).toString();
      const common = { timeoutMs: CARRIER_TIMEOUT_MS, ...(baseUrl && { baseUrl }) };
      const carriers: Carriers =
        account.carrier === "twilio"
          ? createTwilio({ accountSid: account.accountRef, authToken: secret, ...common })
          : createResend({ apiKey: secret, ...common });
      kept = { stamp, carriers };
      clients.set(account.id, kept);
    }
    all.set(account.id, kept.carriers);
  }
  return all;
}

/** What verifies an account's webhooks: Twilio's auth token, Resend's signing secret. Undefined where the account is not there. */
export async function webhookSecret(ctx: Ctx, accountId: string): Promise<string | undefined> {
  const account = (await loadAccounts(ctx)).find((a) => a.id === accountId);
  if (!account) return undefined;
  const sealed = account.carrier === "resend" ? account.webhookSecret : account.secret;
  return sealed ? unseal(sealed, account.keyId).toString() : undefined;
}
