import { createHash, randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID: 10 characters of `ms` and 16 of `entropy` (10 bytes), sortable by time. */
export function ulid(ms: number, entropy: Uint8Array = randomBytes(10)): string {
  let time = "";
  let rest = Math.max(0, Math.floor(ms));
  for (let i = 0; i < 10; i++) {
    time = ALPHABET[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  let bits = 0n;
  for (const byte of entropy.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  let random = "";
  for (let i = 0; i < 16; i++) {
    random = ALPHABET[Number(bits & 31n)] + random;
    bits >>= 5n;
  }
  return time + random;
}

/** Hex SHA-1, as the SDK hashes step ids. */
export const sha1 = (text: string): string => createHash("sha1").update(text).digest("hex");

/**
 * The id of event number `index` of a request that carries an `x-inngest-event-id-seed` ("<ms>,<base64>"):
 * the same for a repeated request, so that a send retried by the SDK triggers nothing twice.
 * Undefined without a usable seed.
 */
export function seededEventId(seed: string | null, index: number): string | undefined {
  const [ms, base64] = (seed ?? "").split(",");
  if (!ms || !base64 || !/^\d+$/.test(ms)) return undefined;
  return ulid(Number(ms), createHash("sha256").update(`${base64}:${index}`).digest());
}
