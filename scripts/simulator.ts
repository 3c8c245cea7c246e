import pg from "pg";
import { simulatorControl } from "../lib/carriers/simulator/control";
import { postgresStore } from "../lib/carriers/simulator/postgres-store";
import { startSimulator } from "../lib/carriers/simulator/server";
import { unseal } from "../lib/crypto/keyring";
import { env } from "../lib/env";
import { webhookUrls } from "../lib/links/urls";

/**
 * The stand-ins for Twilio and Resend as a process of `npm start` (demo only): the accounts and numbers are those of the
 * database, the log is in its schema `sim`. Listens on SIMULATOR_URL's port.
 */
type Account = {
  id: string;
  carrier: "twilio" | "resend";
  accountRef: string;
  secret: Buffer;
  webhookSecret: Buffer | null;
  keyId: string;
};
type Sender = { accountId: string; accountRef: string; address: string };

async function readSetUp(ownerUrl: string): Promise<{ accounts: Account[]; numbers: Sender[]; domains: Map<string, string[]> }> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const accounts = await client.query<Account>(
      `select id, carrier, account_ref as "accountRef", secret_sealed as secret, webhook_secret_sealed as "webhookSecret", secret_key_id as "keyId" from carrier_account`,
    );
    const numbers = await client.query<Sender>(
      `select distinct s.address, a.id as "accountId", a.account_ref as "accountRef"
         from sender s join carrier_account a on a.organization_id = s.organization_id and a.id = s.carrier_account_id
        where a.carrier = 'twilio'`,
    );
    const domains = await client.query<{ id: string; domains: string[] }>(
      `select carrier_account_id as id, array_agg(distinct split_part(address, '@', 2)) as domains from sender where channel = 'email' group by 1`,
    );
    return {
      accounts: accounts.rows,
      numbers: numbers.rows,
      domains: new Map(domains.rows.map((row) => [row.id, row.domains])),
    };
  } finally {
    await client.end();
  }
}

async function main(): Promise<void> {
  const { mode, SIMULATOR_URL } = env();
  const ownerUrl = process.env.DATABASE_OWNER_URL;
  const storeUrl = process.env.SIMULATOR_DATABASE_URL;
  if (mode !== "demo") throw new Error("The simulator runs in demo mode only.");
  if (!SIMULATOR_URL || !ownerUrl || !storeUrl) throw new Error("SIMULATOR_URL, DATABASE_OWNER_URL and SIMULATOR_DATABASE_URL are needed.");
  const { accounts, numbers, domains } = await readSetUp(ownerUrl);
  const simulator = await startSimulator({
    port: Number(new URL(SIMULATOR_URL).port),
    store: postgresStore(storeUrl),
    // A person answers on the Simulator screen, and reads what a caller would hear.
    delays: { answerMs: 0, ringMs: 60_000, gatherMs: 20_000 },
    twilio: accounts
      .filter((account) => account.carrier === "twilio")
      .map((account) => ({ accountSid: account.accountRef, authToken: unseal(account.secret, account.keyId).toString() })),
    resend: accounts
      .filter((account) => account.carrier === "resend")
      .map((account) => ({
        apiKey: unseal(account.secret, account.keyId).toString(),
        webhookUrl: webhookUrls.email(account.id),
        domains: domains.get(account.id) ?? [],
        ...(account.webhookSecret && { webhookSecret: unseal(account.webhookSecret, account.keyId).toString() }),
      })),
  });
  const control = simulatorControl(simulator.url);
  for (const { address, accountId, accountRef } of numbers) {
    await control.registerNumber({
      number: address,
      accountSid: accountRef,
      smsUrl: webhookUrls.smsInbound(accountId),
      voiceUrl: webhookUrls.incomingCall(accountId),
      optOut: "advanced",
    });
  }
  process.stdout.write(`simulator ready at ${simulator.url}\n`);
  const end = (): void => void simulator.stop().finally(() => process.exit(0));
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
