import { hash, verify } from "@node-rs/argon2";

/** Argon2id at OWASP's first choice: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Gives the encoded hash (parameters and salt included) to store. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, OPTIONS);
}

let dummy: Promise<string> | undefined;

/**
 * Whether the password fits. Without a stored hash it works just as long on one that nothing fits, so that the time does
 * not tell whether an account exists. A damaged hash counts as wrong.
 */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await (dummy ??= hashPassword(crypto.randomUUID())));
  const fits = await verify(against, password).catch(() => false);
  return fits && stored !== null && stored !== undefined;
}
