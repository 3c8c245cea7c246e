import { createHmac, hkdfSync } from "node:crypto";
import { parseKeyring } from "@/lib/crypto/keyring";
import { env } from "@/lib/env";

/** An entry as its hash covers it: everything but its seal. `at` is microseconds since 1970, as text. */
export type SealableEntry = {
  id: string;
  at: string;
  actor_kind: string;
  actor_id: string | null;
  action: string;
  entity: string;
  entity_id: string | null;
  patient_id: string | null;
  ids: string[] | null;
  detail: unknown;
  request_id: string | null;
};

/** The columns of SealableEntry, as SQL. */
export const SEALABLE = `id, (extract(epoch from at) * 1000000)::bigint::text as at, actor_kind, actor_id, action, entity, entity_id, patient_id, ids, detail, request_id`;

/** JSON with the names of every object in order, so that equal values always give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * The key of seals, derived from an encryption key: whoever can write to the database alone cannot make a seal that fits.
 * Undefined where ENCRYPTION_KEYS no longer holds the key.
 */
export function sealKey(keyId: string): Buffer | undefined {
  const key = parseKeyring(env().ENCRYPTION_KEYS).get(keyId);
  return key && Buffer.from(hkdfSync("sha256", key, "", "luma audit seal", 32));
}

/** The id of the key that new seals use. */
export function currentSealKeyId(): string {
  return parseKeyring(env().ENCRYPTION_KEYS).keys().next().value!;
}

const mac = (key: Buffer, what: string, value: unknown): Buffer =>
  createHmac("sha256", key)
    .update(`${what}\n${canonicalJson(value)}`)
    .digest();

export function entryHash(key: Buffer, organizationId: string, entry: SealableEntry): Buffer {
  const { id, at, actor_kind, actor_id, action, entity, entity_id, patient_id, ids, detail, request_id } = entry;
  return mac(key, "entry", [organizationId, id, at, actor_kind, actor_id, action, entity, entity_id, patient_id, ids, detail, request_id]);
}

export type SealContent = {
  organizationId: string;
  seq: number;
  previous: Buffer;
  entryHashes: readonly Buffer[];
  first: string;
  last: string;
};

export function sealHash(key: Buffer, seal: SealContent): Buffer {
  const hashes = seal.entryHashes.map((hash) => hash.toString("hex"));
  return mac(key, "seal", [seal.organizationId, seal.seq, seal.previous.toString("hex"), hashes.length, seal.first, seal.last, hashes]);
}

export function headMac(key: Buffer, organizationId: string, seq: number, hash: Buffer): Buffer {
  return mac(key, "head", [organizationId, seq, hash.toString("hex")]);
}

/** What the first seal follows. */
export const NOTHING = Buffer.alloc(32);
