import { describe, expect, test } from "vitest";
import { Breaker } from "./breaker";

const silent = { kind: "uncertain", reason: "timeout" } as const;
const taken = { kind: "accepted", providerId: "SM1" } as const;

describe("a carrier that stays silent", () => {
  test("[RTY-03] three sends without an answer stop the line for a while; then one message tries it", () => {
    const breaker = new Breaker();
    for (let i = 0; i < 2; i++) breaker.tell("a", silent, 1_000);
    expect(breaker.allows("a", 1_001)).toBe(true);
    breaker.tell("a", silent, 1_000);
    expect(breaker.allows("a", 1_001)).toBe(false);
    expect(breaker.allows("b", 1_001)).toBe(true);
    expect(breaker.allows("a", 15_999)).toBe(false);
    expect(breaker.allows("a", 16_000)).toBe(true);
    expect(breaker.allows("a", 16_000), "one at a time").toBe(false);
  });

  test("[RTY-03] a try without an answer doubles the pause up to two minutes; an answer opens the line", () => {
    const breaker = new Breaker();
    for (let i = 0; i < 3; i++) breaker.tell("a", silent, 0);
    let now = 15_000;
    for (const pause of [30_000, 60_000, 120_000, 120_000]) {
      expect(breaker.allows("a", now)).toBe(true);
      breaker.tell("a", silent, now);
      expect(breaker.allows("a", now + pause - 1)).toBe(false);
      now += pause;
    }
    expect(breaker.allows("a", now)).toBe(true);
    breaker.tell("a", taken, now);
    for (let i = 0; i < 5; i++) expect(breaker.allows("a", now)).toBe(true);
    breaker.tell("a", silent, now);
    expect(breaker.allows("a", now), "counting begins anew").toBe(true);
  });

  test("[RTY-03] a refusal is an answer", () => {
    const breaker = new Breaker();
    for (let i = 0; i < 3; i++) breaker.tell("a", silent, 0);
    breaker.tell("a", { kind: "refused", failure: "rate", code: "20429", message: "" }, 1);
    expect(breaker.allows("a", 2)).toBe(true);
  });
});
