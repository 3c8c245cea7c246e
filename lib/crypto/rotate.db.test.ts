import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { forgetEnv } from "@/lib/env";
import { newId } from "@/lib/ids";
import { insertRow, makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { testEnvironment } from "@/tests/support/environment";
import { currentKeyId, parseKeyring, reseal, seal, sealShort, unseal } from "./keyring";
import { rotateSecrets, SEALED } from "./rotate";

const database = useTestDatabase();
const fresh = (name: string) => `${name}:${randomBytes(32).toString("base64")}`;
const [OLD, NEW] = [fresh("old"), fresh("new")];
const useKeys = (keys: string): void => {
  testEnvironment(database, { ENCRYPTION_KEYS: keys });
  forgetEnv();
};

describe("envelopes", () => {
  const ring = parseKeyring(`${NEW},${OLD}`);
  const before = parseKeyring(OLD);

  test("[SEC-05] a secret opens under its own key and for its own purpose only; every bit counts", () => {
    const { sealed, keyId } = seal("s3cret", before, "carrier 1");
    expect(keyId).toBe("v2:old");
    expect(sealed.includes("s3cret")).toBe(false);
    expect(unseal(sealed, keyId, ring, "carrier 1").toString()).toBe("s3cret");
    expect(() => unseal(sealed, keyId, ring, "carrier 2")).toThrow();
    expect(() => unseal(sealed, "v2:new", ring, "carrier 1")).toThrow();
    for (const at of [0, 20, 50, 70, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => unseal(changed, keyId, ring, "carrier 1")).toThrow();
    }
    expect(() => unseal(sealed, keyId, parseKeyring(NEW), "carrier 1")).toThrow('"old" is not in ENCRYPTION_KEYS');
    expect(seal("s3cret", before).sealed.equals(seal("s3cret", before).sealed)).toBe(false);
  });

  test("[SEC-05] resealing changes the outer key only, and puts what had no envelope into one", () => {
    const old = seal("s3cret", before, "carrier 1");
    const moved = reseal(old.sealed, old.keyId, ring);
    expect(moved.keyId).toBe("v2:new");
    expect(moved.sealed.subarray(60).equals(old.sealed.subarray(60))).toBe(true);
    expect(unseal(moved.sealed, moved.keyId, parseKeyring(NEW), "carrier 1").toString()).toBe("s3cret");
    const plain = sealShort("s3cret", before);
    expect(plain.keyId).toBe("old");
    const enveloped = reseal(plain.sealed, plain.keyId, ring);
    expect(unseal(enveloped.sealed, enveloped.keyId, parseKeyring(NEW)).toString()).toBe("s3cret");
  });
});

type Kept = { org: TestOrganization; accounts: string[]; receipts: string[] };

/** Secrets of every kind under the keys in force. */
async function scene(accounts = 3, receipts = 7): Promise<Kept> {
  const org = await makeOrganization(database.urls);
  const kept: Kept = { org, accounts: [], receipts: [] };
  for (let i = 0; i < accounts; i++) {
    const [secret, hook] = [seal(`token ${i}`), seal(`hook ${i}`)];
    kept.accounts.push(newId());
    await insertRow(org, "carrier_account", {
      id: kept.accounts[i],
      carrier: "twilio",
      account_ref: `AC${i}`,
      secret_sealed: secret.sealed,
      ...(i > 0 && { webhook_secret_sealed: hook.sealed }),
      secret_key_id: secret.keyId,
    });
  }
  for (let i = 0; i < receipts; i++) {
    // As receipts were sealed before envelopes.
    const { sealed, keyId } = sealShort(`payload ${i}`);
    kept.receipts.push(newId());
    await insertRow(org, "webhook_receipt", {
      id: kept.receipts[i],
      carrier: "twilio",
      kind: "sms",
      dedupe_key: `${i}`,
      payload_sealed: sealed,
      key_id: keyId,
    });
  }
  const [factor, pending, sso] = [seal("factor"), seal("pending"), seal("client secret")];
  await database.query(
    "insert into user_factor (user_id, secret_sealed, secret_key_id, confirmed_at, pending_sealed, pending_key_id) values ($1, $2, $3, now(), $4, $5)",
    [org.users.admin, factor.sealed, factor.keyId, pending.sealed, pending.keyId],
  );
  await insertRow(org, "sso_connection", {
    issuer: "https://i.example",
    client_id: "c",
    secret_sealed: sso.sealed,
    secret_key_id: sso.keyId,
  });
  return kept;
}

const read = async (table: string, sealed: string, keyId: string, where: string, id: string) => {
  const [row] = await database.query(`select ${sealed} as sealed, ${keyId} as "keyId" from ${table} where ${where} = $1`, [id]);
  return row!.sealed ? unseal(row!.sealed as Buffer, row!.keyId as string).toString() : null;
};

async function expectReadable(kept: Kept): Promise<void> {
  for (const [i, id] of kept.accounts.entries()) {
    expect(await read("carrier_account", "secret_sealed", "secret_key_id", "id", id)).toBe(`token ${i}`);
    expect(await read("carrier_account", "webhook_secret_sealed", "secret_key_id", "id", id)).toBe(i > 0 ? `hook ${i}` : null);
  }
  for (const [i, id] of kept.receipts.entries())
    expect(await read("webhook_receipt", "payload_sealed", "key_id", "id", id)).toBe(`payload ${i}`);
  expect(await read("user_factor", "secret_sealed", "secret_key_id", "user_id", kept.org.users.admin)).toBe("factor");
  expect(await read("user_factor", "pending_sealed", "pending_key_id", "user_id", kept.org.users.admin)).toBe("pending");
  expect(await read("sso_connection", "secret_sealed", "secret_key_id", "organization_id", kept.org.organizationId)).toBe("client secret");
}

const behind = async (): Promise<number> => {
  let count = 0;
  for (const { table, sealed } of SEALED)
    for (const column of Object.keys(sealed))
      count += Number((await database.query(`select count(*) as n from ${table} where ${column} <> $1`, [currentKeyId()]))[0]!.n);
  return count;
};

describe("rotation", () => {
  test("[SEC-05] every sealed column of the database is one that the rotation knows", async () => {
    const columns = (await database.query(
      "select table_name as t, column_name as c from information_schema.columns where table_schema = 'public' and column_name like '%\\_sealed' and table_name !~ '_\\d{6}$' order by 1, 2",
    )) as { t: string; c: string }[];
    const known = [
      ...SEALED.flatMap(({ table, sealed }) => Object.values(sealed).flatMap((names) => names.map((name) => `${table}.${name}`))),
      "operator_account.secret_sealed",
    ];
    expect(columns.map(({ t, c }) => `${t}.${c}`)).toEqual(known.sort());
  });

  test("[SEC-05] before, while and after: everything reads; afterwards the old key may go", async () => {
    useKeys(OLD);
    const [one, two] = [await scene(), await scene(0, 2)];
    const operator = newId();
    const secret = seal("operator's factor");
    await database.query(
      "insert into operator_account (id, email, name, password_hash, secret_sealed, secret_key_id) values ($1, $2, 'Op', 'x', $3, $4)",
      [operator, `${operator}@x.example`, secret.sealed, secret.keyId],
    );
    useKeys(`${NEW},${OLD}`);
    await expectReadable(one);
    expect(await behind()).toBeGreaterThan(10);
    expect(await rotateSecrets(2)).toMatchObject({ failed: 0, resealed: 3 + 7 + 2 + 1 + 2 + 2 + 1 + 1 });
    expect(await behind()).toBe(0);
    await expectReadable(one);
    expect(await rotateSecrets(2)).toMatchObject({ resealed: 0, failed: 0 });
    useKeys(NEW);
    await expectReadable(one);
    await expectReadable(two);
    expect(await read("operator_account", "secret_sealed", "secret_key_id", "id", operator)).toBe("operator's factor");
  });

  test("[SEC-05] stopped halfway it goes on; a secret whose key is gone is left, counted, and holds up nothing", async () => {
    useKeys(fresh("lost"));
    const lost = await scene(1, 1);
    useKeys(OLD);
    const kept = await scene(2, 9);
    useKeys(`${NEW},${OLD}`);
    // As after a crash: some are done.
    const half = await database.query(
      "select id, payload_sealed as sealed, key_id as key from webhook_receipt where organization_id = $1 limit 4",
      [kept.org.organizationId],
    );
    for (const row of half) {
      const { sealed, keyId } = reseal(row.sealed as Buffer, row.key as string);
      await database.query("update webhook_receipt set payload_sealed = $2, key_id = $3 where id = $1", [row.id, sealed, keyId]);
    }
    const result = await rotateSecrets(3);
    expect(result).toMatchObject({ resealed: 2 + 5 + 2 + 1, failed: 1 + 1 + 2 + 1 });
    await expectReadable(kept);
    expect(await database.query("select key_id as key from webhook_receipt where organization_id = $1", [lost.org.organizationId])).toEqual(
      [{ key: "lost" }],
    );
  });
});
