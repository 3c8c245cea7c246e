import { withContext, type Ctx } from "@/lib/context";
import { allOrganizations } from "@/lib/tenancy/resolve";
import { entryHash, headMac, NOTHING, SEALABLE, sealHash, sealKey, type SealableEntry } from "./digest";
import { auditLock, type AuditHead } from "./seal";

/** What does not fit. `seal` is the number of the seal concerned; `entryIds` where single entries are known. */
export type AuditProblem = {
  kind:
    | "entry-changed"
    | "entries-missing"
    | "entries-added"
    | "seal-missing"
    | "seal-changed"
    | "head-missing"
    | "head-changed"
    | "key-missing";
  seal: number;
  entryIds?: string[];
};

export type AuditReport = {
  organizationId: string;
  ok: boolean;
  seals: number;
  /** Sealed entries. */
  entries: number;
  /** Entries since the last seal: written, but not yet protected. */
  unsealed: number;
  oldestUnsealed: Date | null;
  /** Hash of the last seal, as the log of the sealer shows it too. */
  head: string | null;
  firstBrokenSeal: number | null;
  problems: AuditProblem[];
};

type Seal = { seq: number; entries: number; first_id: string; last_id: string; hash: Buffer; previous: Buffer; key_id: string };
type Entry = SealableEntry & { seal: number; hash: Buffer | null };

const SEALS_AT_ONCE = 20;

/**
 * Checks the audit of one organization, or of every one: that no sealed entry was changed, removed, added or moved, that
 * no seal was changed or left out, and that the chain was not cut off. Entries not yet sealed are counted, not checked.
 * Changes nothing; the sealer waits meanwhile. What it cannot see: a whole chain replaced by someone who also has the
 * encryption keys, or restored from an older backup; for those, compare the head with the sealer's log.
 */
export async function verifyAudit(organizationId?: string): Promise<AuditReport[]> {
  const reports: AuditReport[] = [];
  for (const id of organizationId ? [organizationId] : await allOrganizations())
    reports.push(await withContext({ organizationId: id, actor: { kind: "workflow", name: "audit-verify" } }, verifyOne));
  return reports;
}

/** How far a check has come. */
export type VerifyState = { next: number; previous: Buffer; seals: number; entries: number; problems: AuditProblem[] };

export const fromTheStart = (): VerifyState => ({ next: 1, previous: NOTHING, seals: 0, entries: 0, problems: [] });

async function verifyOne(ctx: Ctx): Promise<AuditReport> {
  await holdSealer(ctx);
  const state = fromTheStart();
  while (await verifyNext(ctx, state));
  return verifyEnd(ctx, state);
}

/** Until the transaction ends nothing is sealed. */
export async function holdSealer(ctx: Ctx): Promise<void> {
  await ctx.sql("select pg_advisory_xact_lock(hashtextextended($1, 0))", [auditLock(ctx.organizationId)]);
}

/** Checks the next few seals and moves `state` on; false where there are no more. */
export async function verifyNext(ctx: Ctx, state: VerifyState): Promise<boolean> {
  const chunk = await ctx.sql<Seal>(
    "select seq::int as seq, entries, first_id, last_id, hash, previous, key_id from audit_seal where organization_id = $1 and seq >= $2 order by seq limit $3",
    [ctx.organizationId, state.next, SEALS_AT_ONCE],
  );
  if (chunk.length === 0) return false;
  // Also those of seals that are missing in between.
  const rows = await ctx.sql<Entry>(
    `select ${SEALABLE}, seal::int as seal, hash from audit_entry where organization_id = $1 and seal between $2 and $3 order by seal, id`,
    [ctx.organizationId, state.next, chunk.at(-1)!.seq],
  );
  for (const seal of chunk) {
    for (; state.next < seal.seq; state.next++) state.problems.push({ kind: "seal-missing", seal: state.next });
    const own = rows.filter((row) => row.seal === seal.seq);
    state.problems.push(...checkSeal(ctx.organizationId, seal, own, state.previous));
    state.previous = seal.hash;
    state.next = seal.seq + 1;
    state.seals += 1;
    state.entries += own.length;
  }
  return true;
}

/** After the last seal: the head, and what claims to belong to later ones. Call holdSealer first. */
export async function verifyEnd(ctx: Ctx, state: VerifyState): Promise<AuditReport> {
  const [head] = await ctx.sql<AuditHead>("select seq, hash, mac, key_id from audit_head where organization_id = $1", [ctx.organizationId]);
  const problems = [
    ...state.problems,
    ...checkHead(ctx.organizationId, head, state.next - 1, state.previous),
    ...(await checkTail(ctx, state.next)),
  ];
  const [tail] = await ctx.sql<{ n: number; oldest: Date | null }>(
    "select count(*)::int as n, min(at) as oldest from audit_entry where organization_id = $1 and seal is null",
    [ctx.organizationId],
  );
  return {
    organizationId: ctx.organizationId,
    ok: problems.length === 0,
    seals: state.seals,
    entries: state.entries,
    unsealed: tail?.n ?? 0,
    oldestUnsealed: tail?.oldest ?? null,
    head: head?.hash.toString("hex") ?? null,
    firstBrokenSeal: problems.length ? Math.min(...problems.map((problem) => problem.seal)) : null,
    problems,
  };
}

function checkSeal(organizationId: string, seal: Seal, rows: readonly Entry[], previous: Buffer): AuditProblem[] {
  const key = sealKey(seal.key_id);
  if (!key) return [{ kind: "key-missing", seal: seal.seq }];
  const hashes = rows.map((row) => entryHash(key, organizationId, row));
  const changed = rows.filter((row, i) => !row.hash?.equals(hashes[i]!)).map((row) => row.id);
  const problems: AuditProblem[] = [];
  if (changed.length) problems.push({ kind: "entry-changed", seal: seal.seq, entryIds: changed });
  if (rows.length < seal.entries) problems.push({ kind: "entries-missing", seal: seal.seq });
  if (rows.length > seal.entries) problems.push({ kind: "entries-added", seal: seal.seq });
  if (problems.length > 0) return problems;
  const expected = sealHash(key, {
    organizationId,
    seq: seal.seq,
    previous,
    entryHashes: hashes,
    first: seal.first_id,
    last: seal.last_id,
  });
  if (!seal.hash.equals(expected) || !seal.previous.equals(previous)) problems.push({ kind: "seal-changed", seal: seal.seq });
  return problems;
}

function checkHead(organizationId: string, head: AuditHead | undefined, last: number, hash: Buffer): AuditProblem[] {
  if (!head) return last > 0 ? [{ kind: "head-missing", seal: last }] : [];
  const key = sealKey(head.key_id);
  if (!key) return [{ kind: "key-missing", seal: head.seq }];
  if (!head.mac.equals(headMac(key, organizationId, head.seq, head.hash))) return [{ kind: "head-changed", seal: head.seq }];
  const missing: AuditProblem[] = [];
  for (let seq = last + 1; seq <= head.seq; seq++) missing.push({ kind: "seal-missing", seal: seq });
  if (missing.length) return missing;
  return head.seq === last && head.hash.equals(hash) ? [] : [{ kind: "head-changed", seal: last }];
}

/** Entries that name a seal after the last one. */
async function checkTail(ctx: Ctx, from: number): Promise<AuditProblem[]> {
  const rows = await ctx.sql<{ seal: number; ids: string[] }>(
    "select seal, array_agg(id::text order by id) as ids from audit_entry where organization_id = $1 and seal >= $2 group by seal order by seal limit 100",
    [ctx.organizationId, from],
  );
  return rows.map((row) => ({ kind: "entries-added", seal: row.seal, entryIds: row.ids }));
}
