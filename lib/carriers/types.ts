/**
 * What the product asks of a carrier: one interface per channel, the same for Twilio, Resend and the stand-ins.
 * Every call answers with an outcome instead of throwing, because the caller has to record one either way.
 */

/** Why a carrier said no. It decides who may retry: see `twilioCode` for the finer action. */
export type Failure =
  /** Known not sent, for a reason that goes away: the same message may be tried again. */
  | "passing"
  /** This recipient (or this text) will not work: do not repeat it here. */
  | "permanent"
  /** The carrier holds an opt-out for this number: suppress it, never retry. */
  | "opted-out"
  /** The sender is misconfigured or unregistered: stop this sender, keep its messages. */
  | "config"
  /** The account is closed, unpaid or its keys are wrong: stop the organization's sends, keep the messages. */
  | "account"
  /** Known not sent, because we are too fast: wait, then try again. */
  | "rate";

export type Refused = {
  kind: "refused";
  failure: Failure;
  /** The carrier's own code, or one of `network`, `http-<status>` where it gave none. */
  code: string;
  /** For staff and logs; never holds the message text or the recipient. */
  message: string;
  /** How long the carrier asked us to wait, in seconds. */
  retryAfterSeconds?: number;
};

/** The request left this machine and no usable answer came back: it may or may not have been accepted. */
export type Uncertain = { kind: "uncertain"; reason: "timeout" | "connection-lost" | "bad-answer" };

export type SendOutcome = { kind: "accepted"; providerId: string; segments?: number } | Refused | Uncertain;

/** One message or call as the carrier lists it. `body` is absent or empty where the carrier redacts it. */
export type CarrierRecord = {
  providerId: string;
  to: string;
  from: string;
  status: string;
  errorCode?: string;
  createdAt?: Date;
  body?: string;
};

/** Numbers are E.164; `from` may also be a messaging service (`MG…`). */
export type SmsMessage = {
  to: string;
  from: string;
  body: string;
  /** Where receipts go; the adapter adds `attempt=<attemptId>` so that a receipt alone can settle an uncertain send. */
  statusCallback: string;
  /** How long the carrier may keep trying, in seconds (1–36,000). */
  validitySeconds?: number;
  attemptId: string;
};

export type SmsCarrier = {
  send(message: SmsMessage): Promise<SendOutcome>;
  /**
   * What the carrier accepted for this pair, newest first. No date filter: the carrier's filter is on the *sent* date,
   * which a message in the queue does not have yet. Throws `CarrierUnavailable`.
   */
  findByRecipient(query: { to: string; from: string }): Promise<CarrierRecord[]>;
  /** The current state of one message; undefined where the carrier does not know it. Throws `CarrierUnavailable`. */
  find(providerId: string): Promise<CarrierRecord | undefined>;
};

/** A call reads `twiml`, or fetches it from `url` when answered (needed to say something else to a machine). */
export type VoiceCall = {
  to: string;
  from: string;
  twiml?: string;
  url?: string;
  statusCallback: string;
  attemptId: string;
  machineDetection: boolean;
};

export type VoiceCarrier = {
  call(call: VoiceCall): Promise<SendOutcome>;
  /** As for SMS. */
  findByRecipient(query: { to: string; from: string }): Promise<CarrierRecord[]>;
  find(providerId: string): Promise<CarrierRecord | undefined>;
};

/** `none`: not a number in use. */
export type LineType = "unknown" | "mobile" | "landline" | "voip" | "none";

export type LineLookup = {
  /** The kind of line behind an E.164 number. Throws `CarrierUnavailable`. */
  lineType(number: string): Promise<LineType>;
};

export type EmailMessage = {
  to: string;
  /** `Name <address>` or a plain address. */
  from: string;
  replyTo?: string;
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
  /** One per message, not per attempt: the carrier answers a repeat within 24 h with the first one's id. */
  idempotencyKey: string;
  /** Travels as the tag `attempt` and comes back in webhooks. Letters, digits, `_` and `-` only. */
  attemptId: string;
};

export type EmailCarrier = {
  /** An `uncertain` outcome may be settled by sending again with the same `idempotencyKey` and the same content. */
  send(message: EmailMessage): Promise<SendOutcome>;
  find(providerId: string): Promise<CarrierRecord | undefined>;
};

/** What a carrier says of an account: its keys, and the numbers or addresses that we send from. Nothing is sent. */
export type AccountAnswer =
  | { kind: "ok"; note?: string }
  | { kind: "refused" }
  | { kind: "unknown-senders"; addresses: string[] }
  | { kind: "no-answer" };
export type AccountProbe = (addresses: readonly string[]) => Promise<AccountAnswer>;

/** A look-up (never a send) that could not be answered; the question may be asked again later. */
export class CarrierUnavailable extends Error {
  override readonly name = "CarrierUnavailable";
  /** `code` as in `Refused`. */
  constructor(
    readonly carrier: "twilio" | "resend",
    readonly code: string,
    options?: { cause?: unknown },
  ) {
    super(`${carrier} could not answer a look-up (${code})`, options);
  }
}

/** A webhook that does not carry what its kind must carry, or carries it in a shape we do not know. */
export class MalformedWebhook extends Error {
  override readonly name = "MalformedWebhook";
  /** `fields` names the offending fields; their values are left out because they hold patient data. */
  constructor(
    readonly carrier: "twilio" | "resend",
    readonly what: string,
    readonly fields: string[],
  ) {
    super(`${carrier} ${what}: ${fields.length > 0 ? `unusable ${fields.join(", ")}` : "not readable"}`);
  }
}

/** What a webhook parser gives back: never a raw exception. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; error: MalformedWebhook };
