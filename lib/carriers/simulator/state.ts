/** What the stand-in knows, folded from its log. */
import type { CallAccepted, CallLine, EmailAccepted, Entry, NumberRegistered, OptOutKind } from "@/lib/carriers/simulator/entries";

export type Direction = "outbound-api" | "outbound-reply" | "inbound";

export type Message = {
  sid: string;
  account: string;
  direction: Direction;
  to: string;
  from: string;
  body: string;
  segments: number;
  status: string;
  code?: string;
  fate?: string;
  statusCallback?: string;
  validitySeconds?: number;
  optOut?: OptOutKind;
  createdAt: Date;
  sentAt?: Date;
  updatedAt: Date;
};

export type Call = Omit<CallAccepted, "kind"> & {
  status: string;
  answeredBy?: string;
  seconds?: number;
  /** True while the script waits for a key. */
  waiting: boolean;
  lines: Pick<CallLine, "who" | "text">[];
  createdAt: Date;
  updatedAt: Date;
  startedAt?: Date;
  endedAt?: Date;
};

/** What an e-mail says is read from the log (entry `seq`) when somebody looks at it. */
export type Email = Omit<EmailAccepted, "kind" | "html" | "text" | "headers"> & {
  seq: number;
  lastEvent: string;
  reason?: string;
  createdAt: Date;
};

/** Appends to the list kept under a key. */
function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const finalCall = new Set(["completed", "busy", "failed", "no-answer", "canceled"]);

export class State {
  readonly messages = new Map<string, Message>();
  readonly calls = new Map<string, Call>();
  readonly emails = new Map<string, Email>();
  readonly numbers = new Map<string, NumberRegistered>();
  /** Threads by the phone at the other end, oldest first. */
  readonly threads = new Map<string, Message[]>();
  readonly callsByPhone = new Map<string, Call[]>();
  /** Inboxes by lower-case address, oldest first. */
  readonly inboxes = new Map<string, Email[]>();
  /** E-mail ids by account and idempotency key. */
  readonly keys = new Map<string, string>();
  /** Senders that may not write, by phone. */
  private readonly optOuts = new Map<string, Set<string>>();
  /** One copy of what thousands of texts have in common. */
  private readonly shared = new Map<string, string>();

  optedOut(sender: string, phone: string): boolean {
    return this.optOuts.get(phone)?.has(sender) ?? false;
  }
  /** The senders that may not write to this phone. */
  optedOutFrom(phone: string): string[] {
    return [...(this.optOuts.get(phone) ?? [])];
  }

  apply(entry: Entry): void {
    const at = new Date(entry.at);
    switch (entry.kind) {
      case "sms.accepted":
        return this.addMessage({ ...pick(entry), direction: "outbound-api", status: "queued", createdAt: at, updatedAt: at });
      case "sms.auto-reply":
        return this.addMessage({
          ...pick(entry),
          segments: 1,
          direction: "outbound-reply",
          status: "delivered",
          createdAt: at,
          updatedAt: at,
          sentAt: at,
        });
      case "sms.inbound":
        return this.addMessage({ ...pick(entry), segments: 1, direction: "inbound", status: "received", createdAt: at, updatedAt: at });
      case "sms.status": {
        const message = this.messages.get(entry.sid);
        if (!message) return;
        message.status = entry.status;
        message.updatedAt = at;
        if (entry.code !== undefined) message.code = entry.code;
        if (entry.status === "sent") message.sentAt = at;
        return;
      }
      case "sms.opt-out":
        return this.changeOptOut(entry.sender, entry.phone, entry.out);
      case "call.accepted": {
        const call: Call = { ...pick(entry), status: "queued", waiting: false, lines: [], createdAt: at, updatedAt: at };
        this.calls.set(call.sid, call);
        return push(this.callsByPhone, phoneOfCall(call), call);
      }
      case "call.status":
      case "call.line": {
        const call = this.calls.get(entry.sid);
        if (call) changeCall(call, entry, at);
        return;
      }
      case "email.accepted": {
        const { html: _html, text: _text, headers: _headers, ...about } = pick(entry);
        const email: Email = { ...about, seq: entry.seq, lastEvent: "queued", createdAt: at };
        this.emails.set(email.id, email);
        for (const to of email.to) push(this.inboxes, addressOf(to), email);
        if (email.idempotencyKey) this.keys.set(`${email.account} ${email.idempotencyKey}`, email.id);
        return;
      }
      case "email.event": {
        const email = this.emails.get(entry.id);
        if (!email) return;
        email.lastEvent = entry.event.replace(/^email\./, "");
        if (entry.reason !== undefined) email.reason = entry.reason;
        return;
      }
      case "number.registered":
        this.numbers.set(entry.number, entry);
        return;
      case "callback.failed":
    }
  }

  private changeOptOut(sender: string, phone: string, out: boolean): void {
    const senders = this.optOuts.get(phone) ?? new Set();
    if (out) senders.add(sender);
    else senders.delete(sender);
    this.optOuts.set(phone, senders);
  }

  private same(text: string): string {
    const known = this.shared.get(text);
    if (known === undefined) this.shared.set(text, text);
    return known ?? text;
  }

  private addMessage(message: Message): void {
    message.account = this.same(message.account);
    if (message.direction === "outbound-api") message.from = this.same(message.from);
    if (message.statusCallback !== undefined) message.statusCallback = this.same(message.statusCallback);
    this.messages.set(message.sid, message);
    push(this.threads, message.direction === "inbound" ? message.from : message.to, message);
  }
}

function changeCall(call: Call, entry: Extract<Entry, { kind: "call.status" | "call.line" }>, at: Date): void {
  call.updatedAt = at;
  if (entry.kind === "call.line") {
    call.lines.push({ who: entry.who, text: entry.text });
    call.waiting = entry.waiting ?? false;
    return;
  }
  call.status = entry.status;
  if (entry.answeredBy !== undefined) call.answeredBy = entry.answeredBy;
  if (entry.seconds !== undefined) call.seconds = entry.seconds;
  if (entry.status === "in-progress") call.startedAt = at;
  if (finalCall.has(entry.status)) {
    call.endedAt = at;
    call.waiting = false;
  }
}

/** The fact without its place in the log. */
function pick<E extends Entry>(entry: E): Omit<E, "kind" | "seq" | "at"> {
  const { kind: _kind, seq: _seq, at: _at, ...rest } = entry;
  return rest;
}

/** `Name <a@b>` or `a@b` as a lower-case address. */
export function addressOf(text: string): string {
  return (/<([^>]*)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase();
}

/** The patient's end of a call, whoever called. */
export function phoneOfCall(call: Pick<Call, "from" | "to" | "inbound">): string {
  return call.inbound ? call.from : call.to;
}

/** True for a call that is over. */
export function isOver(call: Pick<Call, "status">): boolean {
  return finalCall.has(call.status);
}
