import { createHash } from "node:crypto";
import { requireWholeOrganization } from "@/lib/access/guard";
import { requireRole } from "@/lib/authorise";
import { simulatorControl } from "@/lib/carriers/simulator/control";
import { type Ctx, type Scope, withContext } from "@/lib/context";
import { unseal } from "@/lib/crypto/keyring";
import { env } from "@/lib/env";
import { conflict } from "@/lib/errors";
import { webhookUrls } from "@/lib/links/urls";
import { isSandbox } from "@/lib/sandbox/is-sandbox";
import { storeAccount } from "./save-account";
import { storeSender } from "./save-sender";

type Account = {
  id: string;
  carrier: "twilio" | "resend";
  accountRef: string;
  secret: Buffer;
  webhookSecret: Buffer | null;
  keyId: string;
  addresses: string[];
};

async function readAccounts(ctx: Ctx): Promise<Account[]> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  return ctx.sql<Account>(
    `select a.id, a.carrier, a.account_ref as "accountRef", a.secret_sealed as secret, a.webhook_secret_sealed as "webhookSecret", a.secret_key_id as "keyId",
       coalesce((select array_agg(distinct s.address) from sender s where s.organization_id = a.organization_id and s.carrier_account_id = a.id), '{}') as addresses
     from carrier_account a where a.organization_id = $1`,
    [ctx.organizationId],
  );
}

/**
 * In the demonstration only: tells the stand-ins which accounts and numbers there are now, as somebody would set them up at a carrier's
 * console. Does nothing where there are no stand-ins. Throws SimulatorError where they do not answer.
 */
export async function tellStandIns(scope: Scope): Promise<void> {
  const { mode, SIMULATOR_URL } = env();
  if (mode !== "demo" || !SIMULATOR_URL) return;
  const control = simulatorControl(SIMULATOR_URL);
  for (const account of await withContext(scope, readAccounts)) {
    const open = (sealed: Buffer): string => unseal(sealed, account.keyId).toString();
    if (account.carrier === "resend") {
      await control.addAccount({
        carrier: "resend",
        apiKey: open(account.secret),
        webhookUrl: webhookUrls.email(account.id),
        ...(account.webhookSecret && { webhookSecret: open(account.webhookSecret) }),
        domains: [...new Set(account.addresses.map((address) => address.slice(address.indexOf("@") + 1)))],
      });
      continue;
    }
    await control.addAccount({ carrier: "twilio", accountSid: account.accountRef, authToken: open(account.secret) });
    for (const number of account.addresses)
      await control.registerNumber({
        number,
        accountSid: account.accountRef,
        smsUrl: webhookUrls.smsInbound(account.id),
        optOut: "advanced",
      });
  }
}

/** Area codes that the demo's patients do not have. */
const AREAS = ["312", "305", "713", "206", "617", "303", "404", "503", "602", "702", "816", "919"];

/**
 * In the demonstration and in sandboxes only: accounts at the stand-ins with made-up keys, a number of the 555-01xx family, which belongs to nobody, and an
 * address. Errors: forbidden, conflict (live, or senders are there).
 */
export async function addStandIns(ctx: Ctx): Promise<void> {
  requireRole(ctx, "admin");
  if (env().mode !== "demo" && !(await isSandbox(ctx))) throw conflict("Stand-ins exist in the demonstration and in a sandbox only.");
  const [there] = await ctx.sql("select 1 from sender where organization_id = $1 limit 1", [ctx.organizationId]);
  if (there) throw conflict("There is something to send from already.");
  const made = createHash("sha256").update(`${ctx.organizationId} stand-ins`).digest("hex");
  const twilio = await storeAccount(ctx, { carrier: "twilio", accountRef: `AC${made.slice(0, 32)}`, secret: made.slice(32) });
  const resend = await storeAccount(ctx, {
    carrier: "resend",
    accountRef: "stand-in",
    secret: `re_demo_${made.slice(32)}`,
    webhookSecret: `whsec_${Buffer.from(made.slice(0, 32)).toString("base64")}`,
  });
  const n = Number.parseInt(made.slice(0, 8), 16);
  const number = `+1${AREAS[n % AREAS.length]}55501${String(Math.floor(n / AREAS.length) % 100).padStart(2, "0")}`;
  const common = { keywordAnswers: "carrier", cancelMode: "A", isDefault: true, accountMail: false } as const;
  await storeSender(ctx, { ...common, accountId: twilio.id, channel: "sms", address: number, kind: "long-code" });
  await storeSender(ctx, { ...common, accountId: twilio.id, channel: "voice", address: number, kind: "long-code" });
  const [organization] = await ctx.sql<{ slug: string }>("select slug from organization where id = $1", [ctx.organizationId]);
  const address = `reminders@${organization!.slug}.example`;
  await storeSender(ctx, { ...common, accountId: resend.id, channel: "email", address, kind: "email", accountMail: true });
}
