import { createHash } from "node:crypto";

/** What tells one text from another at the carrier: recipient, sender and body as they were sent. */
export function fingerprint(to: string, from: string, body: string): Buffer {
  return createHash("sha256").update(`${to}\n${from}\n${body}`).digest();
}
