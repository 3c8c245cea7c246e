import type { AccountMail } from "./queue";

export type MailFacts = {
  name: string;
  organization: string;
  /** Where the link leads, for the mails that have one. */
  link?: string;
  /** Where the product is. */
  address: string;
};

export type MailWords = { subject: string; paragraphs: string[]; button?: { label: string; href: string } };

const unexpected = "If this was not you, change your password at once and tell an admin of your organization.";

/** What people read about their account. Nothing in it is about patients. */
export function accountMailWords(mail: AccountMail, facts: MailFacts): MailWords {
  const { organization, link = "", address } = facts;
  const hello = `Hello ${facts.name},`;
  switch (mail) {
    case "reset-link":
      return {
        subject: "Choose a new password for Luma",
        paragraphs: [
          hello,
          `somebody asked for a new password for your account at ${organization}. The button works once, for one hour.`,
          "If it was not you, do nothing: your password stays as it is.",
        ],
        button: { label: "Choose a new password", href: link },
      };
    case "invitation":
      return {
        subject: `${organization} invites you to Luma`,
        paragraphs: [
          hello,
          `${organization} has made an account for you in Luma. Choose a password to begin; the button works once, for seven days.`,
        ],
        button: { label: "Choose a password", href: link },
      };
    case "password-changed":
      return {
        subject: "Your Luma password was changed",
        paragraphs: [hello, "your password was changed, and you were signed out on your other devices.", unexpected],
      };
    case "locked":
      return {
        subject: "Your Luma account is locked for a while",
        paragraphs: [
          hello,
          "there were too many wrong passwords or codes for your account, so nobody can sign in to it for a while. It opens again by itself; choosing a new password or asking an admin opens it at once.",
          "If it was not you who tried, your password was not guessed: nobody got in.",
        ],
        button: { label: "Choose a new password", href: `${address}/forgot-password` },
      };
    case "second-factor-on":
      return {
        subject: "An authenticator was set up for your Luma account",
        paragraphs: [hello, "from now on signing in asks for a code of your authenticator app.", unexpected],
      };
    case "second-factor-off":
      return {
        subject: "Your authenticator was removed from your Luma account",
        paragraphs: [hello, "your authenticator and your recovery codes count no longer.", unexpected],
      };
    case "second-factor-reset":
      return {
        subject: "An admin reset your second factor",
        paragraphs: [
          hello,
          `an admin of ${organization} has taken your authenticator and your recovery codes away, and you were signed out. At your next sign-in you set up a new one.`,
          "If you did not ask for this, tell another admin of your organization at once.",
        ],
      };
    case "emergency-access":
      return {
        subject: `Emergency access was taken at ${organization}`,
        paragraphs: [
          hello,
          "somebody has opened records that they do not see otherwise, with a reason and for a limited time. Who, what and why stands in Luma.",
        ],
        button: { label: "Open Luma", href: address },
      };
    case "agreement-changed":
      return {
        subject: `An agreement of ${organization} with Luma has changed`,
        paragraphs: [
          hello,
          `there is a new version of an agreement between ${organization} and Luma. What changes stands above its text. Please read it and accept it; until then Luma reminds you on every screen.`,
        ],
        button: { label: "Read it", href: `${address}/settings/agreements` },
      };
    case "recovery-code-used":
      return {
        subject: "A recovery code was used for your Luma account",
        paragraphs: [hello, "somebody signed in with your password and one of your recovery codes. It works no longer.", unexpected],
      };
  }
}
