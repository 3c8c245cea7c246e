import { base58 } from "@scure/base";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { parseKeyring } from "@/lib/crypto/keyring";
import { env } from "@/lib/env";

const LENGTH = 17; // 17 base58 characters carry about 99 bits
const PATTERN = /^[1-9A-HJ-NP-Za-km-z]{17}$/;

/** The version (a number) of the newest link key; keys are named by number in LINK_KEYS. */
export function linkKeyVersion(): number {
  return Number([...parseKeyring(env().LINK_KEYS).keys()][0]);
}

/** The token of a link: HMAC(key of that version, link id), 17 base58 characters. Nothing stored gives it away. */
export function linkToken(linkId: string, version: number): string {
  const key = parseKeyring(env().LINK_KEYS).get(String(version));
  if (!key) throw new Error(`Link key ${version} is not in LINK_KEYS`);
  const mac = createHmac("sha256", key).update(`link:${linkId}`).digest();
  return base58.encode(mac).padStart(LENGTH, "1").slice(0, LENGTH);
}

/** What the database keeps of a token, and is asked for. */
export function linkHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export function isLinkToken(text: string): boolean {
  return PATTERN.test(text);
}

/** Compares in constant time. */
export function sameToken(a: string, b: string): boolean {
  const x = Buffer.from(a);
  const y = Buffer.from(b);
  return x.length === y.length && timingSafeEqual(x, y);
}
