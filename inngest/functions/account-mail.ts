import { ACCOUNT_MAILS, type AccountMail } from "@/lib/auth/mail/queue";
import { sendAccountMail } from "@/lib/auth/mail/send";
import { inngest } from "../client";

type Data = { organizationId: string; mail: string; userId: string; tokenId?: string };

/** Tells people about their account: a link for a new password, a lock, a change of their second factor. */
export const mailAboutAccounts = inngest.createFunction(
  { id: "account-mail", name: "E-mail about an account", concurrency: 5, retries: 8, triggers: [{ event: "luma/account.mail-due" }] },
  async ({ event, step }) => {
    const { mail, ...rest } = event.data as Data;
    if (!ACCOUNT_MAILS.includes(mail as AccountMail)) return { sent: false, reason: "unknown" };
    const key = event.id ?? `${rest.userId}-${mail}`;
    return step.run("send", () => sendAccountMail({ ...rest, mail: mail as AccountMail, key }));
  },
);
