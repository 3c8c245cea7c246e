import type { EmailCarrier, SendOutcome } from "@/lib/carriers/types";
import type { Channel } from "@/lib/consent/choose-contact";
import type { Carriers } from "./carriers";

/** One message, decided, rendered and with its attempt committed: what is left is to say it. Holds tokens; never stored or logged. */
export type Prepared = {
  plannedId: string;
  messageId: string;
  attemptId: string;
  claimToken: string;
  kind: "reminder" | "answer" | "notice" | "staff";
  /** Counts from 1. */
  attempt: number;
  channel: Channel;
  accountId: string;
  endpointId: string;
  senderId: string;
  to: string;
  from: string;
  statusCallback: string;
  validitySeconds?: number;
  sms?: { body: string };
  voice?: { url: string };
  email?: { subject: string; html: string; text: string; headers: Record<string, string> };
};

export type Sent = { prepared: Prepared; outcome: SendOutcome };

const PARALLEL = 12;

/**
 * Hands prepared messages to their carriers, a dozen at a time. `deadline` (ms of the monotonic clock) is well inside the lease: what is not
 * begun by then is not begun at all and comes back as `passing`, known not sent. Never throws.
 */
export async function sendAll(prepared: readonly Prepared[], carriers: ReadonlyMap<string, Carriers>, deadline: number): Promise<Sent[]> {
  const results: Sent[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < prepared.length; i = next++) {
      const p = prepared[i]!;
      results.push({ prepared: p, outcome: performance.now() > deadline ? notBegun() : await sendOne(p, carriers.get(p.accountId)) });
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, prepared.length) }, worker));
  return results;
}

function notBegun(): SendOutcome {
  return {
    kind: "refused",
    failure: "passing",
    code: "lease-over",
    message: "The time for this batch was over before the message was begun.",
  };
}

async function sendOne(p: Prepared, carriers: Carriers | undefined): Promise<SendOutcome> {
  try {
    if (p.sms && carriers?.sms)
      return await carriers.sms.send({
        to: p.to,
        from: p.from,
        body: p.sms.body,
        statusCallback: p.statusCallback,
        attemptId: p.attemptId,
        ...(p.validitySeconds && { validitySeconds: p.validitySeconds }),
      });
    if (p.voice && carriers?.voice)
      return await carriers.voice.call({
        to: p.to,
        from: p.from,
        url: p.voice.url,
        statusCallback: p.statusCallback,
        attemptId: p.attemptId,
        machineDetection: true,
      });
    if (p.email && carriers?.email) return await sendEmail(p, carriers.email);
    return { kind: "refused", failure: "config", code: "no-carrier", message: "The sender has no carrier account for this channel." };
  } catch {
    // Adapters answer with outcomes; whatever they did not foresee may have left the machine.
    return { kind: "uncertain", reason: "bad-answer" };
  }
}

const EMAIL_TRIES = 3;

/** The same words under the same idempotency key are one e-mail, however often they are posted: a lost answer is asked for again. */
async function sendEmail(p: Prepared, email: EmailCarrier): Promise<SendOutcome> {
  let outcome: SendOutcome = { kind: "uncertain", reason: "bad-answer" };
  for (let i = 0; i < EMAIL_TRIES && outcome.kind === "uncertain"; i++)
    outcome = await email.send({ to: p.to, from: p.from, ...p.email!, idempotencyKey: p.attemptId, attemptId: p.attemptId });
  return outcome;
}
