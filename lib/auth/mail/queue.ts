import type { Ctx } from "@/lib/context";
import { emit } from "@/lib/outbox/emit";

/** What people are told about their account. The words are in words.ts. */
export const ACCOUNT_MAILS = [
  "reset-link",
  "invitation",
  "password-changed",
  "locked",
  "second-factor-on",
  "second-factor-off",
  "second-factor-reset",
  "recovery-code-used",
  "emergency-access",
  "agreement-changed",
] as const;
export type AccountMail = (typeof ACCOUNT_MAILS)[number];

/** Has an e-mail sent after this transaction. `tokenId`: the link that a reset or an invitation is about; the event holds ids only. */
export async function queueAccountMail(ctx: Ctx, input: { mail: AccountMail; userId: string; tokenId?: string }): Promise<void> {
  await emit(ctx, "luma/account.mail-due", input);
}
