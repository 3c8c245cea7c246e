import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

/** Keys by id, the newest first: `name:base64 of 32 bytes, …`. Throws on a key of another length. */
export function parseKeyring(text: string): Map<string, Buffer> {
  return new Map(
    text.split(",").map((part) => {
      const at = part.indexOf(":");
      const key = Buffer.from(part.slice(at + 1), "base64");
      if (key.length !== 32) throw new RangeError(`Key "${part.slice(0, at)}" is not 32 bytes of base64`);
      return [part.slice(0, at), key];
    }),
  );
}

/**
 * Seals bytes with AES-256-GCM under the newest key. Gives nonce + tag + ciphertext, and the id of the key. What is sealed
 * for a purpose (`bound`: what it is and whose) opens for the same purpose only.
 */
export function seal(plain: string | Buffer, ring = parseKeyring(env().ENCRYPTION_KEYS), bound = ""): { sealed: Buffer; keyId: string } {
  const [keyId, key] = ring.entries().next().value!;
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  if (bound) cipher.setAAD(Buffer.from(bound));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]), keyId };
}

/** Opens what seal() made. Throws when the key is gone, the bytes were changed, or they were sealed for another purpose. */
export function unseal(sealed: Buffer, keyId: string, ring = parseKeyring(env().ENCRYPTION_KEYS), bound = ""): Buffer {
  const key = ring.get(keyId);
  if (!key) throw new Error(`Encryption key "${keyId}" is not in ENCRYPTION_KEYS; add it back to read older secrets`);
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  if (bound) decipher.setAAD(Buffer.from(bound));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}
