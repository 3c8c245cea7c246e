import { withContext, type Ctx } from "@/lib/context";
import { currentKeyId, reseal } from "@/lib/crypto/keyring";
import { log } from "@/lib/log";
import { allOrganizations } from "@/lib/tenancy/resolve";
import { operatorSecretsBehind, replaceOperatorSecret } from "@/lib/tenancy/operator-secrets";

/** Where sealed secrets lie: a table, what tells its rows apart, and its sealed columns by the column that names their key. */
export type SealedTable = { table: string; key: readonly string[]; sealed: Readonly<Record<string, readonly string[]>> };

/**
 * [SEC-05] Every sealed column of the database (a test compares). operator_account belongs to no organization and is reached by functions
 * of its own.
 */
export const SEALED: readonly SealedTable[] = [
  { table: "carrier_account", key: ["id"], sealed: { secret_key_id: ["secret_sealed", "webhook_secret_sealed"] } },
  { table: "sso_connection", key: ["organization_id"], sealed: { secret_key_id: ["secret_sealed"] } },
  { table: "user_factor", key: ["user_id"], sealed: { secret_key_id: ["secret_sealed"], pending_key_id: ["pending_sealed"] } },
  { table: "webhook_receipt", key: ["id"], sealed: { key_id: ["payload_sealed"] } },
];

const BATCH = 200;

export type Rotation = { organizations: number; resealed: number; failed: number };

/**
 * [SEC-05] Seals every stored secret under the newest of ENCRYPTION_KEYS: each organization, each table, in short transactions of a batch
 * each. Whatever is under the newest key already is left alone, so it may be stopped and run again, and beside a running product: older
 * keys read on. A secret that does not open (its key is gone) is counted, logged by table and key, and left.
 */
export async function rotateSecrets(batch = BATCH): Promise<Rotation> {
  const done: Rotation = { organizations: 0, resealed: 0, failed: 0 };
  for (const organizationId of await allOrganizations()) {
    for (const spec of SEALED)
      for (const keyColumn of Object.keys(spec.sealed)) await rotateColumn(organizationId, spec, keyColumn, batch, done);
    done.organizations += 1;
  }
  await rotateOperators(batch, done);
  return done;
}

type Row = Record<string, unknown>;

async function rotateColumn(organizationId: string, spec: SealedTable, keyColumn: string, batch: number, done: Rotation): Promise<void> {
  const failed: string[] = [];
  for (;;) {
    const found = await withContext({ organizationId, actor: { kind: "workflow", name: "keys-rotate" } }, (ctx) =>
      rotateBatch(ctx, spec, keyColumn, batch, failed),
    );
    done.resealed += found.resealed;
    done.failed += found.failed;
    if (found.rows < batch) return;
  }
}

async function rotateBatch(
  ctx: Ctx,
  { table, key, sealed }: SealedTable,
  keyColumn: string,
  batch: number,
  failed: string[],
): Promise<{ rows: number; resealed: number; failed: number }> {
  const columns = sealed[keyColumn]!;
  const id = `concat_ws(' ', ${key.map((name) => `${name}::text`).join(", ")})`;
  const rows = await ctx.sql<Row & { row_id: string }>(
    `select ${id} as row_id, ${[keyColumn, ...columns].join(", ")} from ${table}
     where ${keyColumn} is not null and ${keyColumn} <> $1 and not (${id} = any ($2::text[])) order by 1 limit $3 for update skip locked`,
    [currentKeyId(), failed, batch],
  );
  let resealed = 0;
  let lost = 0;
  for (const row of rows)
    try {
      const fresh = columns.map((column) => (row[column] ? reseal(row[column] as Buffer, row[keyColumn] as string).sealed : null));
      await ctx.sql(
        `update ${table} set ${columns.map((column, i) => `${column} = $${i + 3}`).join(", ")}, ${keyColumn} = $2 where ${id} = $1`,
        [row.row_id, currentKeyId(), ...fresh],
      );
      resealed += 1;
    } catch (error) {
      failed.push(row.row_id);
      lost += 1;
      log().error({ organizationId: ctx.organizationId, table, row: row.row_id, key: row[keyColumn], err: error }, "secret-not-resealed");
    }
  return { rows: rows.length, resealed, failed: lost };
}

async function rotateOperators(batch: number, done: Rotation): Promise<void> {
  const failed = new Set<string>();
  for (;;) {
    const rows = (await operatorSecretsBehind(currentKeyId(), batch + failed.size)).filter(({ id }) => !failed.has(id));
    for (const { id, sealed, keyId } of rows)
      try {
        const fresh = reseal(sealed, keyId);
        if (await replaceOperatorSecret({ id, before: sealed, sealed: fresh.sealed, keyId: fresh.keyId })) done.resealed += 1;
      } catch (error) {
        failed.add(id);
        done.failed += 1;
        log().error({ table: "operator_account", row: id, key: keyId, err: error }, "secret-not-resealed");
      }
    if (rows.length < batch) return;
  }
}
