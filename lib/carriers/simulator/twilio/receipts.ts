/** A text on its way: queued → sent → delivered or undelivered, with a signed receipt for each step. */
import type { Message } from "@/lib/carriers/simulator/state";
import type { World } from "@/lib/carriers/simulator/world";

/** How long a text may wait in the queue, in seconds, where it does not say. */
const MAX_VALIDITY = 36_000;

export class TextDelivery {
  private readonly waiting = new Map<string, number>();
  private readonly freeAt = new Map<string, number>();

  constructor(private readonly world: World) {}

  /** How many texts of this sender are in the queue. */
  queued(sender: string): number {
    return this.waiting.get(sender) ?? 0;
  }

  /** Puts an accepted text into the sender's queue. */
  start(message: Message): void {
    const { delays } = this.world;
    this.waiting.set(message.from, this.queued(message.from) + 1);
    const wait = this.slot(message);
    const limit = (message.validitySeconds ?? MAX_VALIDITY) * 1000;
    if (wait > limit) {
      this.world.later(limit, () => this.expired(message));
      return;
    }
    this.world.later(wait + delays.sentMs, () => this.sent(message));
    this.world.later(wait + Math.max(delays.deliveredMs, delays.sentMs), () => this.arrived(message));
  }

  /** After a restart: goes on with texts that were under way. */
  resume(): void {
    for (const message of this.world.state.messages.values()) {
      if (message.direction !== "outbound-api") continue;
      if (message.status === "queued") this.start(message);
      else if (message.status === "sent") this.world.later(this.world.delays.deliveredMs, () => this.arrived(message));
    }
  }

  /** Milliseconds until this sender's next free slot, which is taken. */
  private slot(message: Message): number {
    const { segmentsPerSecond } = this.world.limits;
    if (segmentsPerSecond === 0) return 0;
    const now = performance.now();
    const start = Math.max(now, this.freeAt.get(message.from) ?? 0);
    this.freeAt.set(message.from, start + (message.segments * 1000) / segmentsPerSecond);
    return start - now;
  }

  private sent(message: Message): void {
    this.leaveQueue(message);
    this.move(message, "sent");
  }

  private expired(message: Message): void {
    this.leaveQueue(message);
    this.move(message, "failed", "30036");
  }

  private leaveQueue({ from }: Message): void {
    this.waiting.set(from, Math.max(0, this.queued(from) - 1));
  }

  private arrived(message: Message): void {
    if (message.fate === undefined) this.move(message, "delivered");
    else this.move(message, "undelivered", message.fate);
  }

  private move(message: Message, status: string, code?: string): void {
    const { sid } = message;
    void this.world.journal.record({ kind: "sms.status", sid, status, ...(code === undefined ? {} : { code }) });
    if (message.statusCallback === undefined) return;
    const fields: Record<string, string> = {
      AccountSid: message.account,
      ApiVersion: "2010-04-01",
      From: message.from,
      MessageSid: sid,
      MessageStatus: status,
      SmsSid: sid,
      SmsStatus: status,
      To: message.to,
      ...(code === undefined ? {} : { ErrorCode: code }),
    };
    postReceipt(this.world, message.account, message.statusCallback, fields, sid);
  }
}

/** Posts a receipt – or loses, repeats or delays it, as the behaviour says. Twilio does not post receipts again. */
export function postReceipt(world: World, account: string, url: string, fields: Record<string, string>, about: string): void {
  const { receiptLossRate, receiptTwiceRate, receiptLateRate } = world.behaviour.twilio;
  if (world.chance(receiptLossRate)) return;
  const post = () => void postAsTwilio(world, account, url, fields, about);
  if (world.chance(receiptLateRate)) world.later(world.delays.deliveredMs * 2 + 50, post);
  else post();
  if (world.chance(receiptTwiceRate)) post();
}

const unposted = { status: 0, body: "" };

/** Posts a signed form for an account; gives the answer's body where it was a 2xx, and logs a failure otherwise. */
export async function postAsTwilio(
  world: World,
  account: string,
  url: string,
  fields: Record<string, string>,
  about: string,
): Promise<string | undefined> {
  const token = world.options.twilio.find(({ accountSid }) => accountSid === account)?.authToken;
  // An account of an older set-up may still be in the log: nobody can be told in its name.
  const { status, body } = token === undefined ? unposted : await world.postman.postForm(url, fields, token);
  if (status >= 200 && status < 300) return body;
  await world.journal.record({ kind: "callback.failed", about, status });
  return undefined;
}
