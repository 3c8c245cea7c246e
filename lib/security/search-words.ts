import { isId } from "@/lib/ids";
import { sealShort, unseal } from "@/lib/crypto/keyring";

/** Whose search it is. Words that one person sealed open for that person only. */
export type WordsOwner = { organizationId: string; userId: string };

const LONGEST = 200;
/** Words are filled up to a multiple of this, so that an address does not tell their length. */
const BLOCK = 32;

const boundTo = (owner: WordsOwner): string => `search\n${owner.organizationId}\n${owner.userId}`;

/**
 * [SEC-05] Search words as an address may carry them: what staff type names patients, and addresses end up in histories
 * and logs, so the words are encrypted and bound to who typed them. Gives "" for no words.
 */
export function sealWords(owner: WordsOwner, words: string): string {
  const text = words.replaceAll("\0", "").trim().slice(0, LONGEST);
  if (!text) return "";
  const bytes = Buffer.byteLength(text);
  const { sealed, keyId } = sealShort(text.padEnd(text.length + ((BLOCK - (bytes % BLOCK)) % BLOCK), " "), undefined, boundTo(owner));
  return `${sealed.toString("base64url")}.${keyId}`;
}

/** What sealWords hid; "" for words of somebody else, of a key that is gone, or that nobody sealed (as typed into the address). */
export function openWords(owner: WordsOwner, token: string | undefined): string {
  const [body = "", keyId = ""] = (token ?? "").split(".");
  if (!body || !keyId || !isId(owner.userId)) return "";
  try {
    return unseal(Buffer.from(body, "base64url"), keyId, undefined, boundTo(owner)).toString().trim();
  } catch {
    return "";
  }
}
