/** The stand-in's log: everything that happened, in order. Its state is nothing but this log, read from the start. */

export type OptOutKind = "STOP" | "START" | "HELP";

export type SmsAccepted = {
  kind: "sms.accepted";
  sid: string;
  account: string;
  to: string;
  from: string;
  body: string;
  segments: number;
  statusCallback?: string;
  /** How long it may wait in the queue. */
  validitySeconds?: number;
  /** The delivery error that awaits this message, decided when it was accepted. */
  fate?: string;
};
export type SmsStatus = { kind: "sms.status"; sid: string; status: string; code?: string };
export type SmsInbound = {
  kind: "sms.inbound";
  sid: string;
  account: string;
  from: string;
  to: string;
  body: string;
  optOut?: OptOutKind;
};
/** The carrier's own answer to an opt-out word. */
export type SmsAutoReply = { kind: "sms.auto-reply"; sid: string; account: string; from: string; to: string; body: string };
/** `sender` may (not) write to `phone` any more. */
export type SmsOptOut = { kind: "sms.opt-out"; sender: string; phone: string; out: boolean };

export type CallAccepted = {
  kind: "call.accepted";
  sid: string;
  account: string;
  to: string;
  from: string;
  twiml?: string;
  url?: string;
  statusCallback?: string;
  statusEvents: string[];
  machineDetection: boolean;
  /** A patient calls one of our numbers: `from` is the patient, `to` ours. */
  inbound?: true;
};
export type CallStatus = { kind: "call.status"; sid: string; status: string; answeredBy?: string; seconds?: number };
/** Something heard on the line: `practice` speaks, `patient` presses a key. `waiting`: a key is expected now. */
export type CallLine = { kind: "call.line"; sid: string; who: "practice" | "patient" | "line"; text: string; waiting?: boolean };

export type EmailAccepted = {
  kind: "email.accepted";
  id: string;
  account: string;
  to: string[];
  from: string;
  replyTo: string[];
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
  idempotencyKey?: string;
  /** Fingerprint of the request's body, to tell a repeat from a different message under the same key. */
  fingerprint: string;
};
export type EmailEvent = { kind: "email.event"; id: string; event: string; reason?: string };

/** Which webhooks belong to a sender's number. */
export type NumberRegistered = {
  kind: "number.registered";
  number: string;
  account: string;
  smsUrl?: string;
  /** Where a call to the number asks what to say. */
  voiceUrl?: string;
  /** The carrier answers opt-out words itself; with `advanced` it also says in the webhook what it read. */
  optOut: "carrier" | "advanced";
  /** Words that opt out here, where the owner edited the list; STOP stays one. */
  optOutWords?: string[];
};

/** A webhook of ours that was not taken: `status` is the answer's, 0 where there was none. */
export type CallbackFailed = { kind: "callback.failed"; about: string; status: number };

export type Fact =
  | SmsAccepted
  | SmsStatus
  | SmsInbound
  | SmsAutoReply
  | SmsOptOut
  | CallAccepted
  | CallStatus
  | CallLine
  | EmailAccepted
  | EmailEvent
  | NumberRegistered
  | CallbackFailed;

/** A fact with its place in the log and the stand-in's time (ISO, UTC). */
export type Entry = Fact & { seq: number; at: string };
