import { audit } from "@/lib/audit/write";
import { createResend } from "@/lib/carriers/resend";
import type { EmailCarrier, SendOutcome } from "@/lib/carriers/types";
import { withContext, type Ctx } from "@/lib/context";
import { CARRIER_TIMEOUT_MS, loadCarriers } from "@/lib/delivery/carriers";
import { env } from "@/lib/env";
import { homeOrganization } from "@/lib/sandbox/is-sandbox";
import { log } from "@/lib/log";
import { emailHtml } from "@/lib/templates/email-layout";
import { escapeHtml } from "@/lib/templates/engine";
import { passwordTokenUrl } from "../password-token";
import type { AccountMail } from "./queue";
import { accountMailWords, type MailWords } from "./words";

export type AccountMailJob = {
  organizationId: string;
  mail: AccountMail;
  userId: string;
  tokenId?: string;
  /** One per mail: a repeat is answered by the carrier with the first one. */
  key: string;
};

type Prepared = { to: string; from: string; carrier: EmailCarrier; subject: string; html: string; text: string };

const actor = { kind: "workflow", name: "account-mail" } as const;

/**
 * Sends one e-mail about an account, outside of what patients get: from the organization's e-mail sender that is marked for it, else from the
 * installation's own address (MAIL_FROM), else from any e-mail sender of the organization's. Throws where trying again helps; gives what became of it otherwise.
 */
export async function sendAccountMail(job: AccountMailJob): Promise<{ sent: boolean; reason?: string }> {
  // Accounts are people's own, also while they are in a sandbox: what is said about them comes from their organization.
  const organizationId = await withContext({ organizationId: job.organizationId, actor }, homeOrganization);
  const scope = { organizationId, actor };
  const prepared = await withContext(scope, (ctx) => prepare(ctx, job));
  if (typeof prepared === "string") return settle(job, { sent: false, reason: prepared });
  const { carrier, ...message } = prepared;
  const outcome = await carrier.send({ ...message, idempotencyKey: `account-${job.key}`, attemptId: `account-${job.key}` });
  if (outcome.kind === "accepted") return settle(job, { sent: true });
  if (isWorthAnotherTry(outcome)) throw new Error(`account mail: ${outcome.kind === "refused" ? outcome.code : outcome.reason}`);
  return settle(job, { sent: false, reason: outcome.kind === "refused" ? outcome.code : outcome.reason });
}

/** The same key settles what is uncertain. */
function isWorthAnotherTry(outcome: SendOutcome): boolean {
  return outcome.kind === "uncertain" || (outcome.kind === "refused" && (outcome.failure === "passing" || outcome.failure === "rate"));
}

async function settle(job: AccountMailJob, result: { sent: boolean; reason?: string }): Promise<{ sent: boolean; reason?: string }> {
  if (!result.sent)
    log().error({ organizationId: job.organizationId, userId: job.userId, mail: job.mail, reason: result.reason }, "account-mail");
  const detail = { mail: job.mail, sent: result.sent, ...(result.reason === undefined ? {} : { reason: result.reason }) };
  await withContext({ organizationId: job.organizationId, actor }, (ctx) =>
    audit(ctx, { action: "send-account-mail", entity: "user", entityId: job.userId, detail }),
  );
  return result;
}

/** Everything that is needed to send it, or why it is not sent. */
async function prepare(ctx: Ctx, job: AccountMailJob): Promise<Prepared | "no-person" | "link-over" | "no-sender"> {
  const [person] = await ctx.sql<{ email: string; name: string; organization: string; accent: string }>(
    `select u.email, u.name, o.name as organization, o.accent from app_user u join membership m on m.user_id = u.id and m.organization_id = $1
     join organization o on o.id = m.organization_id where u.id = $2 and u.disabled_at is null`,
    [ctx.organizationId, job.userId],
  );
  if (!person) return "no-person";
  const link = job.tokenId === undefined ? undefined : await passwordTokenUrl(ctx, job.tokenId);
  if (job.tokenId !== undefined && !link) return "link-over";
  const sender = await findSender(ctx, person.organization);
  if (!sender) return "no-sender";
  const words = accountMailWords(job.mail, { ...person, address: env().APP_URL, ...(link && { link }) });
  const brand = { name: person.organization, color: person.accent };
  return {
    ...sender,
    to: person.email,
    subject: words.subject,
    html: emailHtml(htmlOf(words), { language: "en", subject: words.subject, brand }),
    text: textOf(words),
  };
}

/** The sender that the organization marked for it, else the installation's own address, else any of the organization's that is in use. */
async function findSender(ctx: Ctx, organization: string): Promise<{ from: string; carrier: EmailCarrier } | undefined> {
  const { MAIL_FROM, RESEND_API_KEY } = env();
  const [row] = await ctx.sql<{ address: string; accountId: string; marked: boolean }>(
    `select s.address, s.carrier_account_id as "accountId", s.account_mail as marked
     from sender s join carrier_account a on a.organization_id = s.organization_id and a.id = s.carrier_account_id
     where s.organization_id = $1 and s.channel = 'email' and s.stopped_at is null and a.stopped_at is null
     order by s.account_mail desc, s.is_default desc, s.id limit 1`,
    [ctx.organizationId],
  );
  if (MAIL_FROM && RESEND_API_KEY && !row?.marked)
    return { from: MAIL_FROM, carrier: createResend({ apiKey: RESEND_API_KEY, timeoutMs: CARRIER_TIMEOUT_MS }).email };
  const carrier = row && (await loadCarriers(ctx)).get(row.accountId)?.email;
  return row && carrier ? { from: `${organization.replaceAll(/["<>,]/g, "")} <${row.address}>`, carrier } : undefined;
}

function htmlOf({ paragraphs, button }: MailWords): string {
  const body = paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n");
  return button ? `${body}\n<p><a class="button" href="${escapeHtml(button.href)}">${escapeHtml(button.label)}</a></p>` : body;
}

function textOf({ paragraphs, button }: MailWords): string {
  return [...paragraphs, ...(button ? [`${button.label}: ${button.href}`] : [])].join("\n\n");
}
