import type { Health } from "@/lib/health/heartbeat";
import type { Queues } from "./queues";

export type Judged = { id: string; label: string; value: string; note?: string; look: "good" | "warn" | "bad" | "neutral"; href?: string };

/** Lateness in seconds that is still fine, and from which it is bad; sending wakes every minute and at once after an answer. */
const DUE = { warn: 180, bad: 900 };
const RECEIPT = { warn: 60, bad: 600 };
const EVENT = { warn: 60, bad: 300 };

/** A length of time in words, e.g. "4 min". */
export function age(seconds: number): string {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`;
}

const judged = (seconds: number | null, limit: { warn: number; bad: number }): Judged["look"] =>
  seconds === null || seconds < limit.warn ? "good" : seconds < limit.bad ? "warn" : "bad";

const waits = (count: number, seconds: number | null): string => (count === 0 ? "none" : `${count}, the oldest for ${age(seconds ?? 0)}`);

/** What the overview says, in its order. Pure: facts in, sentences and looks out. */
export function judge(health: Health, queues: Queues, engine: { name: string; queueDepth?: number; lagMs?: number }): Judged[] {
  const { worker } = health;
  const list: Judged[] = [
    {
      id: "worker",
      label: "Background work",
      value:
        worker.ageSeconds === null ? (worker.ok ? `${engine.name}` : "has never reported") : `last heard of ${age(worker.ageSeconds)} ago`,
      ...(engine.queueDepth !== undefined && { note: `${engine.queueDepth} calls ready, ${age((engine.lagMs ?? 0) / 1_000)} late` }),
      look: worker.ok ? "good" : "bad",
    },
    {
      id: "due",
      label: "Messages due",
      value: queues.haltedAt ? "sending is halted" : waits(queues.due, queues.dueLagSeconds),
      look: queues.haltedAt ? "bad" : judged(queues.dueLagSeconds, DUE),
      href: "/messages?tab=next",
    },
    { id: "sending", label: "Being sent", value: String(queues.sending), look: "neutral" },
    {
      id: "lane",
      label: "Sending lane",
      value: queues.pausedUntil
        ? "waits for the carrier"
        : queues.stoppedSenders > 0
          ? `${queues.stoppedSenders} senders or accounts stopped`
          : "open",
      ...(queues.pausedReason && queues.pausedUntil ? { note: queues.pausedReason } : {}),
      look: queues.stoppedSenders > 0 ? "bad" : queues.pausedUntil ? "warn" : "good",
      ...(queues.stoppedSenders > 0 && { href: "/today#needs-a-person" }),
    },
    {
      id: "uncertain",
      label: "Not certain",
      value: queues.uncertain === 0 ? "none" : `${queues.uncertain} messages may or may not have gone out`,
      look: queues.uncertain === 0 ? "good" : "warn",
      href: "/messages?tab=undelivered&state=uncertain",
    },
    {
      id: "held",
      label: "Held",
      value: queues.held === 0 ? "none" : `${queues.held} wait for something to be mended`,
      look: queues.held === 0 ? "good" : "warn",
      href: "/messages?tab=held",
    },
    {
      id: "receipts",
      label: "Webhooks to read",
      value: waits(queues.receiptsWaiting, queues.receiptsWaitingSeconds),
      look: judged(queues.receiptsWaitingSeconds, RECEIPT),
    },
    {
      id: "dead",
      label: "Dead letters",
      value: queues.receiptsDead === 0 ? "none" : String(queues.receiptsDead),
      look: queues.receiptsDead === 0 ? "good" : "warn",
      href: "/settings/system?tab=dead-letters",
    },
    {
      id: "events",
      label: "Events to hand over",
      value: waits(queues.eventsWaiting, queues.eventsWaitingSeconds),
      look: judged(queues.eventsWaitingSeconds, EVENT),
    },
  ];
  return list;
}
