import { describe, expect, test } from "vitest";
import { IdleWatch } from "./idle-watch";

const MINUTES = 15;

/** Tabs of one browser: a clock and a storage that they share. */
function browser() {
  const shared = { now: 1_000_000, active: 0 };
  const tab = () => {
    const said: { asked: (number | undefined)[]; beats: number; left: number } = { asked: [], beats: 0, left: 0 };
    const watch = new IdleWatch(MINUTES * 60_000, {
      now: () => shared.now,
      lastActive: () => shared.active,
      noteActive: (now) => (shared.active = now),
      beat: () => (said.beats += 1),
      leave: () => (said.left += 1),
      ask: (seconds) => said.asked.push(seconds),
    });
    return { watch, said };
  };
  const pass = (seconds: number, ...tabs: ReturnType<typeof tab>[]): void => {
    for (let i = 0; i < seconds; i++) {
      shared.now += 1_000;
      for (const one of tabs) one.watch.check();
    }
  };
  return { shared, tab, pass };
}

describe("automatic sign-out", () => {
  test("[SEC-01] asks a minute before, and leaves once when the time is up", () => {
    const { tab, pass } = browser();
    const one = tab();
    pass(MINUTES * 60 - 61, one);
    expect(one.said.asked).toEqual([]);
    pass(1, one);
    expect(one.said.asked).toEqual([60]);
    pass(59, one);
    expect(one.said.asked.at(-1)).toBe(1);
    expect(one.said.left).toBe(0);
    pass(10, one);
    expect(one.said.left).toBe(1);
  });

  test("[SEC-01] use begins the time anew, is told to the server every half minute, also the last of it", () => {
    const { tab, pass } = browser();
    const one = tab();
    for (let i = 0; i < 90; i++) {
      pass(1, one);
      one.watch.used();
    }
    expect(one.said.beats).toBe(3);
    pass(5, one);
    one.watch.used();
    pass(31, one);
    expect(one.said.beats).toBe(4);
    pass(MINUTES * 60 - 31 - 61, one);
    expect(one.said.asked).toEqual([]);
  });

  test("[SEC-01] while the question stands only its answer counts; staying closes it in every tab and tells the server", () => {
    const { tab, pass } = browser();
    const [one, two] = [tab(), tab()];
    pass(MINUTES * 60 - 30, one, two);
    one.watch.used();
    pass(1, one, two);
    expect(one.said.asked.at(-1)).toBe(29);
    one.watch.stay();
    pass(1, one, two);
    expect([one.said.asked.at(-1), two.said.asked.at(-1)]).toEqual([undefined, undefined]);
    expect(one.said.beats).toBe(1);
    expect(one.said.left + two.said.left).toBe(0);
  });

  test("[SEC-01] use of one tab keeps the others", () => {
    const { tab, pass } = browser();
    const [one, two] = [tab(), tab()];
    for (let i = 0; i < 30; i++) {
      pass(60, one, two);
      one.watch.used();
    }
    expect(two.said).toEqual({ asked: [], beats: 0, left: 0 });
  });

  test("[SEC-01] after a sleep it is over at once, and the first key does not save it", () => {
    const { shared, tab } = browser();
    const one = tab();
    shared.now += 8 * 3_600_000;
    one.watch.used();
    expect(one.said.left).toBe(1);
  });
});
