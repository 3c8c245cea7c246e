import { describe, expect, test } from "vitest";
import { COMPONENTS } from "./components";
import { currentState, dayState, judgeComponents, type HealthFacts } from "./rules";

const calm: HealthFacts = { pagesMs: 40, databaseMs: 3, dueLagSeconds: 0, receiptsWaitingSeconds: 0, recent: [] };

describe("a look", () => {
  test("[OPS-07] judges every component of the page; a calm system is well", () => {
    const states = judgeComponents(calm);
    expect(Object.keys(states).toSorted()).toEqual(COMPONENTS.map(({ id }) => id).toSorted());
    expect(new Set(Object.values(states))).toEqual(new Set(["ok"]));
  });

  test.each<[string, Partial<HealthFacts>, string, string]>([
    ["a web that does not answer is down", { pagesMs: undefined }, "pages", "down"],
    ["a web that takes three seconds is impaired", { pagesMs: 3_000 }, "pages", "degraded"],
    ["a database that takes a second is impaired", { databaseMs: 1_000 }, "database", "degraded"],
    ["reminders ten minutes late are impaired", { dueLagSeconds: 600 }, "sending", "degraded"],
    ["reminders an hour late are down", { dueLagSeconds: 3_600 }, "sending", "down"],
    ["answers unread for ten minutes are impaired", { receiptsWaitingSeconds: 600 }, "answers", "degraded"],
    [
      "half of the texts failing is impaired",
      {
        recent: [
          { channel: "sms", status: "failed", count: 10 },
          { channel: "sms", status: "sent", count: 10 },
        ],
      },
      "texts",
      "degraded",
    ],
    ["all e-mails failing is down", { recent: [{ channel: "email", status: "uncertain", count: 20 }] }, "email", "down"],
    ["three failed calls say nothing yet", { recent: [{ channel: "voice", status: "failed", count: 3 }] }, "calls", "ok"],
  ])("[OPS-07] %s", (_, facts, component, state) => {
    expect(judgeComponents({ ...calm, ...facts })[component as "pages"]).toBe(state);
  });
});

describe("a day", () => {
  const first = new Date("2026-11-01T00:00:00Z");
  const now = new Date("2026-11-20T12:00:00Z");
  const row = (over: object) => ({ day: "2026-11-10", firstAt: first, checks: 1_440, degraded: 0, down: 0, ...over });
  test.each([
    ["all checks well", "2026-11-10", row({}), "ok"],
    ["three minutes down are not a bad day", "2026-11-10", row({ down: 3 }), "ok"],
    ["an hour down", "2026-11-10", row({ down: 60 }), "down"],
    ["an hour impaired", "2026-11-10", row({ degraded: 60 }), "degraded"],
    ["an hour without any check", "2026-11-10", row({ checks: 1_380 }), "down"],
    ["a whole day without any check", "2026-11-10", undefined, "down"],
    ["before checking began", "2026-10-31", undefined, "none"],
    ["today, as far as it has come", "2026-11-20", row({ checks: 720 }), "ok"],
    ["today, not checked since ten", "2026-11-20", row({ checks: 600 }), "down"],
    ["a day to come", "2026-11-21", undefined, "none"],
  ])("[OPS-07] %s", (_, day, health, state) => {
    expect(dayState(day, health, first, now)).toBe(state);
  });
});

test("[OPS-07] a state that nobody has looked at for five minutes is not known", () => {
  const now = new Date("2026-11-20T12:00:00Z");
  expect(currentState({ state: "ok", checkedAt: new Date("2026-11-20T11:56:00Z") }, now)).toBe("ok");
  expect(currentState({ state: "ok", checkedAt: new Date("2026-11-20T11:54:00Z") }, now)).toBe("unknown");
  expect(currentState(undefined, now)).toBe("unknown");
});
