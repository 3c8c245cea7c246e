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

/** Seals bytes with AES-256-GCM under the newest key. Gives nonce + tag + ciphertext, and the id of the key. */
export function seal(plain: string | Buffer, ring = parseKeyring(env().ENCRYPTION_KEYS)): { sealed: Buffer; keyId: string } {
  const [keyId, key] = ring.entries().next().value!;
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]), keyId };
}

/** Opens what seal() made. Throws when the key is gone or the bytes were changed. */
export function unseal(sealed: Buffer, keyId: string, ring = parseKeyring(env().ENCRYPTION_KEYS)): Buffer {
  const key = ring.get(keyId);
  if (!key) throw new Error(`Encryption key "${keyId}" is not in ENCRYPTION_KEYS; add it back to read older secrets`);
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}
