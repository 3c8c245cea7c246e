import type { EmailCarrier, SendOutcome } from "@/lib/carriers/types";
import type { Channel } from "@/lib/consent/choose-contact";
import { Breaker } from "./breaker";
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
/** What was answered is recorded at least so often, so that one silent send leaves no others in doubt. */
const RECORD_EVERY_MS = 500;
/** A message whose turn comes later than this after it was decided is looked at once more ([REM-07]). */
const DECISION_HOLDS_MS = 1_000;

const breaker = new Breaker();

export type SendPlan = {
  carriers: ReadonlyMap<string, Carriers>;
  /** Milliseconds of the monotonic clock: when the messages were decided, and after when none is begun (well inside the lease). */
  decidedAt: number;
  deadline: number;
  /** False where the message may not go out any more. */
  stillWanted: (p: Prepared) => Promise<boolean>;
  /** Records what carriers answered; called with a few at a time, never twice at once. */
  record: (sent: Sent[]) => Promise<void>;
};

/**
 * Hands prepared messages to their carriers, a dozen at a time, and has the outcomes recorded. What is not begun – the time of the lease is over,
 * the carrier is silent, the visit changed meanwhile – comes back as `passing`, known not sent. Throws only what `record` throws.
 */
export async function sendAll(prepared: readonly Prepared[], plan: SendPlan): Promise<void> {
  let done: Sent[] = [];
  let recording = Promise.resolve();
  const flush = (): void => {
    if (!done.length) return;
    const batch = done;
    done = [];
    recording = recording.then(() => plan.record(batch));
    // Awaited below; until then a rejection must not count as unhandled.
    recording.catch(() => undefined);
  };
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < prepared.length; i = next++) {
      const outcome = await attemptOne(prepared[i]!, plan);
      // `done` is another list after each flush: it is named only now.
      done.push({ prepared: prepared[i]!, outcome });
    }
  };
  const timer = setInterval(flush, RECORD_EVERY_MS);
  await Promise.all(Array.from({ length: Math.min(PARALLEL, prepared.length) }, worker));
  clearInterval(timer);
  flush();
  await recording;
}

async function attemptOne(p: Prepared, plan: SendPlan): Promise<SendOutcome> {
  const now = performance.now();
  if (now > plan.deadline) return notBegun("lease-over");
  if (now - plan.decidedAt > DECISION_HOLDS_MS && !(await plan.stillWanted(p).catch(() => false))) return notBegun("changed-since");
  const line = `${p.accountId} ${p.channel}`;
  if (!breaker.allows(line, now)) return notBegun("carrier-silent");
  const outcome = await sendOne(p, plan.carriers.get(p.accountId));
  breaker.tell(line, outcome, performance.now());
  return outcome;
}

function notBegun(code: "lease-over" | "changed-since" | "carrier-silent"): SendOutcome {
  return { kind: "refused", failure: "passing", code, message: "The message was not handed to the carrier." };
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
