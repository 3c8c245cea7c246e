/** Makes the control API's answers out of the state. */
import type { EmailAccepted, Entry } from "@/lib/carriers/simulator/entries";
import { addressOf, phoneOfCall, type Call, type Email, type Message, type State } from "@/lib/carriers/simulator/state";
import type { CallView, ChangeView, EmailView, InboxView, PhoneView, TextView } from "@/lib/carriers/simulator/views";

export function viewText(message: Message): TextView {
  return {
    sid: message.sid,
    direction: message.direction === "inbound" ? "out" : "in",
    from: message.from,
    to: message.to,
    body: message.body,
    status: message.status,
    ...(message.code === undefined ? {} : { code: message.code }),
    automatic: message.direction === "outbound-reply",
    at: message.createdAt.toISOString(),
  };
}

export function viewCall(call: Call): CallView {
  return {
    sid: call.sid,
    from: call.from,
    to: call.to,
    inbound: call.inbound ?? false,
    status: call.status,
    ...(call.answeredBy === undefined ? {} : { answeredBy: call.answeredBy }),
    waiting: call.waiting,
    lines: call.lines,
    ...(call.seconds === undefined ? {} : { seconds: call.seconds }),
    at: call.createdAt.toISOString(),
  };
}

export function viewEmail(email: Email, { html, text, headers }: EmailAccepted): EmailView {
  return {
    id: email.id,
    from: email.from,
    to: email.to,
    replyTo: email.replyTo,
    subject: email.subject,
    html,
    text,
    headers,
    lastEvent: email.lastEvent,
    at: email.createdAt.toISOString(),
  };
}

/** Phones with any text or call, the most recent first. */
export function listPhones(state: State): PhoneView[] {
  const numbers = new Set([...state.threads.keys(), ...state.callsByPhone.keys()]);
  return [...numbers]
    .map((number): PhoneView => {
      const texts = state.threads.get(number) ?? [];
      const calls = state.callsByPhone.get(number) ?? [];
      const last = texts.at(-1);
      const times = [last?.createdAt, calls.at(-1)?.createdAt].map((date) => date?.toISOString() ?? "");
      return {
        number,
        texts: texts.length,
        calls: calls.length,
        lastAt: times.sort().at(-1) ?? "",
        lastText: last?.body ?? "",
        optedOutFrom: state.optedOutFrom(number),
      };
    })
    .sort((one, other) => other.lastAt.localeCompare(one.lastAt));
}

/** Addresses with any e-mail, the most recent first. */
export function listInboxes(state: State): InboxView[] {
  return [...state.inboxes]
    .map(([address, emails]): InboxView => ({
      address,
      emails: emails.length,
      lastAt: emails.at(-1)?.createdAt.toISOString() ?? "",
      lastSubject: emails.at(-1)?.subject ?? "",
    }))
    .sort((one, other) => other.lastAt.localeCompare(one.lastAt));
}

/** An entry without contents. */
export function viewChange(entry: Entry, state: State): ChangeView {
  const base = { seq: entry.seq, at: entry.at, kind: entry.kind };
  const named = (id: string, party: string | undefined): ChangeView => (party === undefined ? { ...base, id } : { ...base, id, party });
  switch (entry.kind) {
    case "sms.accepted":
    case "sms.auto-reply":
      return named(entry.sid, entry.to);
    case "call.accepted":
      return named(entry.sid, phoneOfCall(entry));
    case "sms.inbound":
      return named(entry.sid, entry.from);
    case "sms.status":
      return named(entry.sid, state.messages.get(entry.sid)?.to);
    case "call.status":
    case "call.line": {
      const call = state.calls.get(entry.sid);
      return named(entry.sid, call && phoneOfCall(call));
    }
    case "sms.opt-out":
      return { ...base, party: entry.phone };
    case "email.accepted":
      return named(entry.id, addressOf(entry.to[0] ?? ""));
    case "email.event":
      return named(entry.id, addressOf(state.emails.get(entry.id)?.to[0] ?? ""));
    case "number.registered":
      return { ...base, party: entry.number };
    case "callback.failed":
      break;
  }
  return { ...base, id: entry.about };
}
