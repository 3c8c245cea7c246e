/** What becomes of an e-mail, told in webhooks signed as Resend (Svix) signs them and repeated until taken. */
import { createHash } from "node:crypto";
import { addressOf, type Email } from "@/lib/carriers/simulator/state";
import type { World } from "@/lib/carriers/simulator/world";

/** Pauses before further tries of a webhook that was not taken, in units of the first: 5 seconds, 5 minutes, 30 minutes. */
const RETRIES = [1, 60, 360];

type Fate = { event: string; detail?: Record<string, unknown>; reason?: string };

const delivered: Fate = { event: "email.delivered" };
const bounce = {
  type: "Permanent",
  subType: "General",
  message: "The recipient's mail server permanently rejected the message.",
  diagnosticCode: ["smtp; 550 5.1.1 user unknown"],
};
const suppressed = {
  type: "OnAccountSuppressionList",
  reason: "previous_bounce",
  message: "The address is on the suppression list.",
  diagnosticCode: [],
};

/** By the part before `@` (up to a `+`), at any domain; the same names as Resend's own test addresses. */
const fates: Record<string, Fate[]> = {
  bounced: [{ event: "email.bounced", detail: { bounce }, reason: "Permanent" }],
  complained: [delivered, { event: "email.complained" }],
  delayed: [{ event: "email.delivery_delayed" }, delivered],
  failed: [{ event: "email.failed", detail: { failed: { reason: "reached_daily_quota" } }, reason: "reached_daily_quota" }],
  suppressed: [{ event: "email.suppressed", detail: { suppressed }, reason: "previous_bounce" }],
};

/** Names an account in the log without its key. */
export function accountOf(apiKey: string): string {
  return createHash("sha256").update(apiKey).digest("hex").slice(0, 16);
}

function fateOf(to: string): Fate[] {
  const local = addressOf(to).split("@")[0]?.split("+")[0] ?? "";
  return Object.hasOwn(fates, local) ? (fates[local] ?? [delivered]) : [delivered];
}

/** Sends an accepted e-mail on its way. */
export function deliverEmail(world: World, email: Email): void {
  const steps: Fate[] = [{ event: "email.sent" }, ...fateOf(email.to[0] ?? "")];
  const { sentMs, deliveredMs } = world.delays;
  steps.forEach((step, index) => {
    const wait = index === 0 ? sentMs : Math.max(sentMs, deliveredMs) + (index - 1) * 50;
    world.later(wait, () => happen(world, email, step));
  });
}

/** After a restart: goes on with e-mails that were under way. */
export function resumeEmails(world: World): void {
  for (const email of world.state.emails.values())
    if (email.lastEvent === "queued" || email.lastEvent === "sent") deliverEmail(world, email);
}

function happen(world: World, email: Email, { event, detail, reason }: Fate): void {
  void world.journal.record({ kind: "email.event", id: email.id, event, ...(reason === undefined ? {} : { reason }) });
  const account = world.options.resend.find(({ apiKey }) => accountOf(apiKey) === email.account);
  if (account?.webhookUrl === undefined || account.webhookSecret === undefined) return;
  const { receiptLossRate, receiptTwiceRate, receiptLateRate } = world.behaviour.resend;
  if (world.chance(receiptLossRate)) return;
  const payload = {
    type: event,
    created_at: world.clock().toISOString(),
    data: {
      email_id: email.id,
      created_at: email.createdAt.toISOString(),
      from: email.from,
      to: email.to,
      subject: email.subject,
      tags: Object.fromEntries(email.tags.map(({ name, value }) => [name, value])),
      ...detail,
    },
  };
  const webhook = { url: account.webhookUrl, secret: account.webhookSecret, id: `msg_${world.nextId()}` };
  const post = () => postEvent(world, webhook, payload, email.id, 0);
  if (world.chance(receiptLateRate)) world.later(world.delays.deliveredMs * 2 + 50, () => void post());
  else void post();
  if (world.chance(receiptTwiceRate)) void post();
}

async function postEvent(
  world: World,
  webhook: { url: string; secret: string; id: string },
  payload: unknown,
  about: string,
  tries: number,
): Promise<void> {
  const { status } = await world.postman.postEvent(webhook.url, webhook.id, payload, webhook.secret, new Date());
  if (status >= 200 && status < 300) return;
  await world.journal.record({ kind: "callback.failed", about, status });
  const times = RETRIES[tries];
  if (times !== undefined) world.later(times * world.delays.webhookMs, () => void postEvent(world, webhook, payload, about, tries + 1));
}
