import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

export type Keyring = Map<string, Buffer>;

/** Keys by id, the newest first: `name:base64 of 32 bytes, …`. Throws on a key of another length. */
export function parseKeyring(text: string): Keyring {
  return new Map(
    text.split(",").map((part) => {
      const at = part.indexOf(":");
      const key = Buffer.from(part.slice(at + 1), "base64");
      if (key.length !== 32) throw new RangeError(`Key "${part.slice(0, at)}" is not 32 bytes of base64`);
      return [part.slice(0, at), key];
    }),
  );
}

const ownRing = (): Keyring => parseKeyring(env().ENCRYPTION_KEYS);

/** Key ids of envelopes begin so; without it, the key itself encrypted the bytes. */
const ENVELOPE = "v2:";
const NONCE = 12;
const TAG = 16;
const DATA_KEY = 32;
const HEADER = NONCE + TAG + DATA_KEY;

function encrypt(key: Buffer, plain: string | Buffer, bound: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  if (bound) cipher.setAAD(Buffer.from(bound));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: Buffer, sealed: Buffer, bound: string): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  if (bound) decipher.setAAD(Buffer.from(bound));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
}

function keyOf(ring: Keyring, name: string): Buffer {
  const key = ring.get(name);
  if (!key) throw new Error(`Encryption key "${name}" is not in ENCRYPTION_KEYS; add it back to read older secrets`);
  return key;
}

const newest = (ring: Keyring): [string, Buffer] => ring.entries().next().value!;

/** The id that newly sealed secrets get. */
export function currentKeyId(ring = ownRing()): string {
  return ENVELOPE + newest(ring)[0];
}

/**
 * Seals a secret for storage in an envelope: AES-256-GCM under a key of its own, which is itself sealed under the newest of ENCRYPTION_KEYS.
 * Gives both together, and the id of the outer key. What is sealed for a purpose (`bound`: what it is and whose) opens for that one only.
 */
export function seal(plain: string | Buffer, ring = ownRing(), bound = ""): { sealed: Buffer; keyId: string } {
  const [name, key] = newest(ring);
  const dataKey = randomBytes(DATA_KEY);
  return { sealed: Buffer.concat([encrypt(key, dataKey, ""), encrypt(dataKey, plain, bound)]), keyId: ENVELOPE + name };
}

/** Seals what is short and short-lived (as in an address) under the newest key itself. */
export function sealShort(plain: string | Buffer, ring = ownRing(), bound = ""): { sealed: Buffer; keyId: string } {
  const [keyId, key] = newest(ring);
  return { sealed: encrypt(key, plain, bound), keyId };
}

/** Opens what seal() or sealShort() made. Throws when the key is gone, the bytes were changed, or they were sealed for another purpose. */
export function unseal(sealed: Buffer, keyId: string, ring = ownRing(), bound = ""): Buffer {
  if (!keyId.startsWith(ENVELOPE)) return decrypt(keyOf(ring, keyId), sealed, bound);
  const dataKey = decrypt(keyOf(ring, keyId.slice(ENVELOPE.length)), sealed.subarray(0, HEADER), "");
  return decrypt(dataKey, sealed.subarray(HEADER), bound);
}

/**
 * The same secret under the newest key. Of an envelope only the inner key is sealed anew, the secret itself is not opened; what was
 * sealed without one gets it. Throws as unseal() does.
 */
export function reseal(sealed: Buffer, keyId: string, ring = ownRing()): { sealed: Buffer; keyId: string } {
  if (!keyId.startsWith(ENVELOPE)) return seal(unseal(sealed, keyId, ring), ring);
  const [name, key] = newest(ring);
  const dataKey = decrypt(keyOf(ring, keyId.slice(ENVELOPE.length)), sealed.subarray(0, HEADER), "");
  return { sealed: Buffer.concat([encrypt(key, dataKey, ""), sealed.subarray(HEADER)]), keyId: ENVELOPE + name };
}
