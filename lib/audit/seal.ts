import { withContext, type Ctx } from "@/lib/context";
import { log } from "@/lib/log";
import { organizationsUnsealed } from "@/lib/tenancy/resolve";
import { currentSealKeyId, entryHash, headMac, NOTHING, SEALABLE, sealHash, sealKey, type SealableEntry } from "./digest";

const BATCH = 1_000;

export type AuditHead = { seq: number; hash: Buffer; mac: Buffer; key_id: string };

/** One sealer or verifier per organization at a time. */
export const auditLock = (organizationId: string): string => `audit ${organizationId}`;

/**
 * Seals the audit entries of an organization that have no seal yet: in batches, each chained to the one before. Runs
 * beside itself safely: a second one finds the organization taken and seals nothing. Gives how many entries were sealed.
 * Throws when the head of the chain is gone, instead of beginning a new chain that would hide it.
 */
export async function sealAudit(organizationId: string, batch = BATCH): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await withContext({ organizationId, actor: { kind: "workflow", name: "audit-sealer" } }, (ctx) => sealBatch(ctx, batch));
    sealed += count;
    if (count < batch) return sealed;
  }
}

/** Seals what every organization has left. One organization's trouble does not keep the others from it. */
export async function sealAllAudits(): Promise<{ sealed: number; failed: string[] }> {
  const result = { sealed: 0, failed: [] as string[] };
  for (const organizationId of await organizationsUnsealed())
    try {
      result.sealed += await sealAudit(organizationId);
    } catch (error) {
      log().error({ organizationId, err: error }, "audit-not-sealed");
      result.failed.push(organizationId);
    }
  return result;
}

async function sealBatch(ctx: Ctx, batch: number): Promise<number> {
  const [lock] = await ctx.sql<{ got: boolean }>("select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as got", [
    auditLock(ctx.organizationId),
  ]);
  if (!lock?.got) return 0;
  const entries = await ctx.sql<SealableEntry>(
    `select ${SEALABLE} from (select * from audit_entry where organization_id = $1 and seal is null order by audit_entry.at, id limit $2) e order by id`,
    [ctx.organizationId, batch],
  );
  if (entries.length === 0) return 0;
  const head = await readHead(ctx);
  const keyId = currentSealKeyId();
  const key = sealKey(keyId)!;
  const hashes = entries.map((entry) => entryHash(key, ctx.organizationId, entry));
  const seq = (head?.seq ?? 0) + 1;
  const previous = head?.hash ?? NOTHING;
  const [first, last] = [entries[0]!.id, entries.at(-1)!.id];
  const hash = sealHash(key, { organizationId: ctx.organizationId, seq, previous, entryHashes: hashes, first, last });

  await ctx.sql(
    "insert into audit_seal (organization_id, seq, entries, first_id, last_id, hash, previous, key_id) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    [ctx.organizationId, seq, entries.length, first, last, hash, previous, keyId],
  );
  const marked = await ctx.sql(
    `update audit_entry e set seal = $2, hash = x.hash from unnest($3::uuid[], $4::bytea[]) x(id, hash)
     where e.organization_id = $1 and e.id = x.id and e.seal is null returning 1`,
    [ctx.organizationId, seq, entries.map((entry) => entry.id), hashes],
  );
  if (marked.length !== entries.length) throw new Error("Audit entries vanished while they were sealed");
  await ctx.sql(
    `insert into audit_head (organization_id, seq, hash, mac, key_id) values ($1, $2, $3, $4, $5)
     on conflict (organization_id) do update set seq = excluded.seq, hash = excluded.hash, mac = excluded.mac, key_id = excluded.key_id, sealed_at = clock_timestamp()`,
    [ctx.organizationId, seq, hash, headMac(key, ctx.organizationId, seq, hash), keyId],
  );
  // Logs leave the machine: a chain that was cut off and made again, head and all, no longer fits what they say.
  log().info({ organizationId: ctx.organizationId, seal: seq, entries: entries.length, hash: hash.toString("hex") }, "audit-sealed");
  return entries.length;
}

async function readHead(ctx: Ctx): Promise<AuditHead | undefined> {
  const [head] = await ctx.sql<AuditHead>("select seq, hash, mac, key_id from audit_head where organization_id = $1", [ctx.organizationId]);
  if (head) return head;
  const [seal] = await ctx.sql("select 1 from audit_seal where organization_id = $1 limit 1", [ctx.organizationId]);
  if (seal) throw new Error("The head of the audit chain is missing; run audit:verify");
  return undefined;
}
