import { randomBytes } from "node:crypto";
import pg from "pg";
import { hashPassword } from "../lib/auth/passwords";
import { newTotpSecret, totpUri } from "../lib/auth/second-factor/totp";
import { seal } from "../lib/crypto/keyring";
import { newId } from "../lib/ids";

/**
 * `npm run operator -- EMAIL "NAME"`: makes a platform operator with a new password and authenticator, shown once. Only who owns the database
 * can; the web cannot. `npm run operator -- EMAIL --reset-factor`: a new authenticator for one who lost theirs; the password stays. The connection is DATABASE_OWNER_URL, else DATABASE_URL.
 */
async function main(): Promise<number> {
  const [email, name] = process.argv.slice(2);
  const url = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL;
  if (!url) throw new Error("No database is named: set DATABASE_OWNER_URL.");
  if (email && name === "--reset-factor") return resetFactor(url, email);
  if (!email || !name || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    process.stderr.write('Say who: npm run operator -- name@example.com "Full Name"\n');
    return 1;
  }
  const password = randomBytes(15).toString("base64url");
  const secret = newTotpSecret();
  const { sealed, keyId } = seal(secret);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ ok: boolean }>("select create_operator($1, $2, $3, $4, $5, $6, false) as ok", [
      newId(),
      email,
      name,
      await hashPassword(password),
      sealed,
      keyId,
    ]);
    if (!rows[0]?.ok) {
      process.stderr.write("There is an operator with this address already. Nothing was changed.\n");
      return 1;
    }
  } finally {
    await client.end();
  }
  process.stdout.write(
    `${name} may sign in at /operator. Shown once:\n  password       ${password}\n  authenticator  ${totpUri(secret, email)}\n`,
  );
  return 0;
}

async function resetFactor(url: string, email: string): Promise<number> {
  const secret = newTotpSecret();
  const { sealed, keyId } = seal(secret);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ ok: boolean }>("select reset_operator_factor($1, $2, $3, $4) as ok", [
      email,
      sealed,
      keyId,
      newId(),
    ]);
    if (!rows[0]?.ok) {
      process.stderr.write("There is no operator with this address. Nothing was changed.\n");
      return 1;
    }
  } finally {
    await client.end();
  }
  process.stdout.write(`Signed out everywhere; the password stays. Shown once:\n  authenticator  ${totpUri(secret, email)}\n`);
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
