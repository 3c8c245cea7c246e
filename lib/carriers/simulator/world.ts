/** Everything the stand-in's parts share. */
import { randomBytes } from "node:crypto";
import { goodBehaviour, sequence, type Behaviour, type Carrier } from "@/lib/carriers/simulator/behaviour";
import type { EmailAccepted } from "@/lib/carriers/simulator/entries";
import { Journal } from "@/lib/carriers/simulator/journal";
import { type Email, State } from "@/lib/carriers/simulator/state";
import { memoryStore, type Store } from "@/lib/carriers/simulator/store";
import { Postman } from "@/lib/carriers/simulator/webhook-out";

export type TwilioAccount = { accountSid: string; authToken: string };
export type ResendAccount = {
  apiKey: string;
  /** Where events go; without it none are posted. */
  webhookUrl?: string;
  /** `whsec_…` */
  webhookSecret?: string;
  /** The domains that the account has verified. */
  domains?: string[];
};

export type SimulatorOptions = {
  twilio: TwilioAccount[];
  resend: ResendAccount[];
  /** Default: `memoryStore()`. */
  store?: Store;
  /** Inbound texts to a number without a registered address go to `<base>/sms`. */
  twilioWebhookBase?: string;
  /** The stand-in's time. Default: the real clock. */
  clock?: () => Date;
  /** Time from acceptance to each step, in milliseconds. */
  delays?: Partial<Delays>;
  limits?: Partial<Limits>;
  /** Makes ids and chances repeatable. Default: random. */
  seed?: number;
};

export type Delays = {
  /** Text: queued → sent. */
  sentMs: number;
  /** Text: queued → delivered or undelivered. E-mail: accepted → delivered, bounced …. */
  deliveredMs: number;
  /** Call: ringing → answered by itself. 0 waits for `answer` in the control API. */
  answerMs: number;
  /** Call: how long it rings before "no-answer". */
  ringMs: number;
  /** E-mail events: before a webhook that was not taken comes again; then 60 and 360 times as long. */
  webhookMs: number;
  /** Call: how long a Gather waits for a key; 0 takes the script's own time-out. */
  gatherMs: number;
};

export type Limits = {
  /** Requests per second and Twilio account; above: 429 with 20429. 0: no limit. */
  requestsPerSecond: number;
  /** Text segments per second and sender; the rest waits in the queue. 0: no limit. */
  segmentsPerSecond: number;
  /** Messages that may wait per sender; above: 21611. */
  queuePerSender: number;
  /** Requests per second and Resend key; above: 429. 0: no limit. */
  emailsPerSecond: number;
};

const delays: Delays = { sentMs: 300, deliveredMs: 900, answerMs: 1_500, ringMs: 30_000, gatherMs: 0, webhookMs: 5_000 };
const limits: Limits = { requestsPerSecond: 0, segmentsPerSecond: 0, queuePerSender: 14_400, emailsPerSecond: 0 };

const LONGEST_TIMER_MS = 2 ** 31 - 1;

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Reads the store and sets everything up; nothing listens yet. */
export async function openWorld(options: SimulatorOptions) {
  const state = new State();
  const clock = options.clock ?? (() => new Date());
  const journal = await Journal.open(options.store ?? memoryStore(), state, clock);
  const timers = new Set<NodeJS.Timeout>();
  const run = options.seed === undefined ? randomBytes(8).toString("hex") : options.seed.toString(16).padStart(16, "0");
  let counter = journal.cursor;
  const behaviour: Record<Carrier, Behaviour> = { twilio: goodBehaviour(), resend: goodBehaviour() };
  const random = sequence(options.seed ?? randomBytes(4).readUInt32LE());
  return {
    options,
    state,
    journal,
    clock,
    behaviour,
    postman: new Postman(),
    delays: { ...delays, ...options.delays },
    limits: { ...limits, ...options.limits },
    /** True with the given probability. */
    chance: (probability: number): boolean => probability > 0 && random() < probability,
    /** 32 hexadecimal digits, unique across restarts. */
    nextId(): string {
      counter += 1;
      return run + counter.toString(16).padStart(16, "0");
    },
    /** Runs something later, unless the stand-in stops first; what a timer cannot wait for (24.8 days) never happens. */
    later(ms: number, action: () => void): () => void {
      if (ms > LONGEST_TIMER_MS) return () => {};
      const timer = setTimeout(() => {
        timers.delete(timer);
        action();
      }, ms);
      timers.add(timer);
      return () => {
        clearTimeout(timer);
        timers.delete(timer);
      };
    },
    async close(): Promise<void> {
      for (const timer of timers) clearTimeout(timer);
      this.postman.stop();
      await journal.close();
    },
  };
}

/** What an e-mail says. Rejects where the log cannot be read. */
export async function contentsOf(world: World, email: Email): Promise<EmailAccepted> {
  const [entry] = await world.journal.after(email.seq - 1, 1);
  if (entry?.kind !== "email.accepted") throw new Error("an accepted e-mail is missing");
  return entry;
}
