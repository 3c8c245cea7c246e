import { expect, test } from "vitest";
import type { Health } from "@/lib/health/heartbeat";
import { age, judge } from "./figures";
import type { Queues } from "./queues";

const calm: Queues = {
  due: 0,
  dueLagSeconds: null,
  sending: 0,
  held: 0,
  uncertain: 0,
  receiptsWaiting: 0,
  receiptsWaitingSeconds: null,
  receiptsDead: 0,
  eventsWaiting: 0,
  eventsWaitingSeconds: null,
  servedAt: null,
  pausedUntil: null,
  pausedReason: null,
  haltedAt: null,
  stoppedSenders: 0,
};
const well: Health = { status: "ok", database: { ok: true, ms: 1 }, worker: { ok: true, ageSeconds: 3 } };
const looks = (health: Health, queues: Queues): Record<string, string> =>
  Object.fromEntries(judge(health, queues, { name: "the worker" }).map((figure) => [figure.id, figure.look]));

test("[OPS-04] a calm system is fine everywhere", () => {
  expect(new Set(Object.values(looks(well, calm)))).toEqual(new Set(["good", "neutral"]));
});

test.each<[string, Partial<Queues>, string, string]>([
  ["messages a minute late are fine", { due: 3, dueLagSeconds: 60 }, "due", "good"],
  ["messages five minutes late want a look", { due: 3, dueLagSeconds: 300 }, "due", "warn"],
  ["messages an hour late need mending", { due: 3, dueLagSeconds: 3_600 }, "due", "bad"],
  ["halted sending needs mending", { haltedAt: new Date(0) }, "due", "bad"],
  ["a stopped sender needs mending", { stoppedSenders: 1 }, "lane", "bad"],
  ["a lane that waits for the carrier wants a look", { pausedUntil: new Date(0) }, "lane", "warn"],
  ["one uncertain message wants a look", { uncertain: 1 }, "uncertain", "warn"],
  ["a dead letter wants a look", { receiptsDead: 1 }, "dead", "warn"],
  ["webhooks unread for a quarter of an hour need mending", { receiptsWaiting: 1, receiptsWaitingSeconds: 900 }, "receipts", "bad"],
])("[OPS-04] %s", (_, queues, id, look) => {
  expect(looks(well, { ...calm, ...queues })[id]).toBe(look);
});

test("[OPS-04] a silent worker needs mending", () => {
  expect(looks({ ...well, worker: { ok: false, ageSeconds: null } }, calm).worker).toBe("bad");
});

test.each([
  [5, "5 s"],
  [200, "3 min"],
  [7_200, "2 h"],
  [400_000, "5 days"],
])("[OPS-04] %i seconds are %s", (seconds, words) => expect(age(seconds)).toBe(words));
