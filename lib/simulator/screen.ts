import type { CallView, EmailView, InboxView, PhoneView, TextView } from "@/lib/carriers/simulator/control";
import { formatTime, toWall } from "@/lib/time";
import type { InContext } from "./act";
import { modeOf, type CarrierMode } from "./modes";
import { findEndpoints, knownEndpoints, loadSimulatorFacts, type Endpoint, type SimulatorFacts } from "./queries";
import { currentBehaviour, standIn } from "./stand-in";
import { SimulatorError } from "@/lib/carriers/simulator/control";

export type ListedPhone = Endpoint & {
  /** The last text or subject; empty where nothing came yet. */
  last: string;
  /** Wall time in the organization's zone; empty where nothing came yet. */
  at: string;
  ringing: boolean;
};

export type ThreadItem =
  | { kind: "text"; id: string; fromPatient: boolean; body: string; status: string; code?: string; automatic: boolean; at: string }
  | { kind: "call"; id: string; status: string; waiting: boolean; lines: CallView["lines"]; answeredBy?: string; at: string };

export type OpenPhone = Endpoint & {
  kind: "phone";
  /** Oldest first. */
  items: ThreadItem[];
  /** Our numbers that a reply can go to, the last one used first. */
  senders: string[];
  optedOut: boolean;
};

export type OpenInbox = Endpoint & {
  kind: "email";
  emails: { id: string; subject: string; at: string; event: string }[];
  email: { id: string; from: string; subject: string; html: string; text: string; at: string; event: string } | null;
};

export type SimulatorScreen = {
  facts: SimulatorFacts;
  /** Absent while the stand-ins do not answer. */
  running?: {
    list: ListedPhone[];
    open: OpenPhone | OpenInbox | null;
    modes: { twilio: CarrierMode; resend: CarrierMode };
    codes: { twilio: string; resend: string };
    /** Where following changes starts. */
    cursor: number;
  };
};

/** [OPS-02] Everything the Simulator screen shows: phones and inboxes of this organization only, and the one that is open (`with`). */
export async function loadSimulatorScreen(run: InContext, ask: { with?: string; email?: string; q: string }): Promise<SimulatorScreen> {
  const { facts, found } = await run(async (ctx) => ({ facts: await loadSimulatorFacts(ctx), found: await findEndpoints(ctx, ask.q) }));
  try {
    return { facts, running: await loadRunning(run, ask, facts, found) };
  } catch (error) {
    if (error instanceof SimulatorError && error.status === 0) return { facts };
    throw error;
  }
}

async function loadRunning(
  run: InContext,
  ask: { with?: string; email?: string; q: string },
  facts: SimulatorFacts,
  found: readonly Endpoint[],
): Promise<NonNullable<SimulatorScreen["running"]>> {
  const control = standIn();
  const [phones, inboxes, calls, { cursor }, behaviour] = await Promise.all([
    control.phones(),
    control.inboxes(),
    control.calls(),
    control.changes(Number.MAX_SAFE_INTEGER),
    currentBehaviour(),
  ]);
  const addresses = [...phones.map((p) => p.number), ...inboxes.map((i) => i.address), ...(ask.with ? [ask.with] : [])];
  const known = new Map((await run((ctx) => knownEndpoints(ctx, addresses))).map((e) => [e.address, e]));
  const endpoint = ask.with ? known.get(ask.with) : undefined;
  return {
    list: list(phones, inboxes, calls, known, found, facts, ask.q),
    open: endpoint
      ? endpoint.kind === "phone"
        ? await openPhone(
            endpoint,
            facts,
            phones.find((p) => p.number === endpoint.address),
          )
        : await openInbox(endpoint, facts, ask.email)
      : null,
    modes: { twilio: modeOf(behaviour.twilio), resend: modeOf(behaviour.resend) },
    codes: { twilio: behaviour.twilio.code ?? "", resend: behaviour.resend.code ?? "" },
    cursor,
  };
}

function list(
  phones: readonly PhoneView[],
  inboxes: readonly InboxView[],
  calls: readonly CallView[],
  known: ReadonlyMap<string, Endpoint>,
  found: readonly Endpoint[],
  facts: SimulatorFacts,
  q: string,
): ListedPhone[] {
  const ringing = new Set(calls.filter((c) => isOpen(c.status)).map((c) => (c.inbound ? c.from : c.to)));
  const wanted = q ? new Set(found.map((e) => e.address)) : undefined;
  const busy = [
    ...phones.map((p) => ({ address: p.number, last: p.lastText || (p.calls > 0 ? "Call" : ""), iso: p.lastAt })),
    ...inboxes.map((i) => ({ address: i.address, last: i.lastSubject, iso: i.lastAt })),
  ]
    .filter((one) => known.has(one.address) && (!wanted || wanted.has(one.address)))
    .sort((a, b) => b.iso.localeCompare(a.iso))
    .map((one) => ({
      ...known.get(one.address)!,
      last: one.last,
      at: wallTime(one.iso, facts.zone),
      ringing: ringing.has(one.address),
    }));
  const listed = new Set(busy.map((one) => one.address));
  const silent = found.filter((e) => !listed.has(e.address)).map((e) => ({ ...e, last: "", at: "", ringing: false }));
  return [...busy, ...silent];
}

/** True while a call rings or is talked in. */
const isOpen = (status: string): boolean => ["queued", "ringing", "in-progress"].includes(status);

/** The stand-in's own clock, as the wall in the zone shows it. */
function wallTime(iso: string, zone: string): string {
  return iso ? formatTime(toWall(zone, new Date(iso)).time, "en") : "";
}

async function openPhone(endpoint: Endpoint, facts: SimulatorFacts, phone: PhoneView | undefined): Promise<OpenPhone> {
  const control = standIn();
  const [texts, calls] = await Promise.all([control.thread(endpoint.address), control.calls(endpoint.address)]);
  const ours = new Set(facts.senders.map((s) => s.address));
  const ownTexts = texts.filter((t) => ours.has(t.direction === "in" ? t.from : t.to));
  const items = [
    ...ownTexts.map((t) => ({ iso: t.at, item: textItem(t, facts.zone) })),
    ...calls.filter((c) => ours.has(c.inbound ? c.to : c.from)).map((c) => ({ iso: c.at, item: callItem(c, facts.zone) })),
  ].sort((a, b) => a.iso.localeCompare(b.iso));
  const last = ownTexts[0];
  const senders = [
    ...(last ? [last.direction === "in" ? last.from : last.to] : []),
    ...facts.senders.filter((s) => s.channel === "sms").map((s) => s.address),
  ];
  return {
    ...endpoint,
    kind: "phone",
    items: items.map((i) => i.item),
    senders: [...new Set(senders)],
    optedOut: (phone?.optedOutFrom ?? []).some((sender) => ours.has(sender)),
  };
}

function textItem(text: TextView, zone: string): ThreadItem {
  return {
    kind: "text",
    id: text.sid,
    fromPatient: text.direction === "out",
    body: text.body,
    status: text.status,
    ...(text.code !== undefined && { code: text.code }),
    automatic: text.automatic,
    at: wallTime(text.at, zone),
  };
}

function callItem(call: CallView, zone: string): ThreadItem {
  return {
    kind: "call",
    id: call.sid,
    status: call.status,
    waiting: call.waiting,
    lines: call.lines,
    ...(call.answeredBy !== undefined && { answeredBy: call.answeredBy }),
    at: wallTime(call.at, zone),
  };
}

async function openInbox(endpoint: Endpoint, facts: SimulatorFacts, emailId: string | undefined): Promise<OpenInbox> {
  const ours = new Set(facts.senders.map((s) => s.address));
  const emails = (await standIn().inbox(endpoint.address)).filter((e) => ours.has(bareAddress(e.from)));
  const chosen = emails.find((e) => e.id === emailId) ?? emails[0];
  const brief = (e: EmailView) => ({ id: e.id, subject: e.subject, at: wallTime(e.at, facts.zone), event: e.lastEvent });
  return {
    ...endpoint,
    kind: "email",
    emails: emails.map(brief),
    email: chosen ? { ...brief(chosen), from: chosen.from, html: chosen.html, text: chosen.text } : null,
  };
}

/** `Clinic <a@b>` → `a@b` */
function bareAddress(from: string): string {
  return (/<([^>]+)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase();
}
