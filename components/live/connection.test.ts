import { beforeEach, describe, expect, test } from "vitest";
import { LiveConnection, parseEvent, parsePoll, type StreamHandlers } from "./connection";

type Opened = { url: string; handlers: StreamHandlers; closed: boolean };

/** A browser whose time, streams and answers the test holds in hand. */
class Browser {
  now = 0;
  streams: Opened[] = [];
  polls: string[] = [];
  answer: () => unknown = () => ({ cursors: {} });
  private timers: { at: number; run: () => void }[] = [];
  connection = new LiveConnection({
    openStream: (url, handlers) => {
      const stream = { url, handlers, closed: false };
      this.streams.push(stream);
      return { close: () => void (stream.closed = true) };
    },
    fetchJson: async (url) => {
      this.polls.push(url);
      return this.answer();
    },
    later: (run, ms) => {
      const timer = { at: this.now + ms, run };
      this.timers.push(timer);
      return () => void (this.timers = this.timers.filter((t) => t !== timer));
    },
    random: () => 0.5,
  });

  get last(): Opened {
    const stream = this.streams.at(-1);
    if (!stream) throw new Error("no stream was opened");
    return stream;
  }

  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      const next = this.timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.now = next.at;
      this.timers = this.timers.filter((t) => t !== next);
      next.run();
      for (let i = 0; i < 5; i++) await Promise.resolve();
    }
    this.now = end;
  }
}

let browser: Browser;
let heard: string[];
beforeEach(async () => {
  browser = new Browser();
  heard = [];
  browser.connection.subscribe(["messages", "appointments"], (topic) => heard.push(topic));
  await browser.pass(100);
});

async function open() {
  browser.last.handlers.onOpen();
  heard.length = 0;
}

describe("live connection", () => {
  test("one stream carries all topics; a change is told once per cursor to those who asked", async () => {
    browser.connection.subscribe(["imports"], () => heard.push("imports-listener"));
    await browser.pass(100);
    expect(browser.last.url).toBe("/api/live?topics=appointments,imports,messages");
    expect(browser.streams.filter((s) => !s.closed)).toHaveLength(1);
    await open();
    browser.last.handlers.onMessage('{"topic":"messages","cursor":4}');
    browser.last.handlers.onMessage('{"topic":"messages","cursor":4}');
    browser.last.handlers.onMessage('{"topic":"patients","cursor":9}');
    browser.last.handlers.onMessage("not json");
    expect(heard).toEqual(["messages"]);
    // A server that starts over counts from below; that is a change too.
    browser.last.handlers.onMessage('{"topic":"messages","cursor":1}');
    expect(heard).toEqual(["messages", "messages"]);
  });

  test("what came between the page and the first connect is caught up, once", async () => {
    browser.last.handlers.onOpen();
    expect(heard.sort()).toEqual(["appointments", "messages"]);
    expect(browser.connection.state).toBe("live");
    browser.connection.subscribe(["messages"], () => heard.push("again"));
    await browser.pass(1_000);
    expect(browser.streams).toHaveLength(1);
    expect(heard).not.toContain("again");
  });

  test("a stream that the browser renews by itself is caught up without alarm", async () => {
    await open();
    browser.last.handlers.onError(false);
    await browser.pass(3_000);
    expect(browser.connection.state).toBe("live");
    browser.last.handlers.onOpen();
    expect(heard.sort()).toEqual(["appointments", "messages"]);
    browser.last.handlers.onError(false);
    await browser.pass(10_000);
    expect(browser.connection.state).toBe("connecting");
  });

  test("refused streams are tried again with growing waits, then it polls, then the stream takes over again", async () => {
    browser.last.handlers.onError(true);
    await browser.pass(700);
    expect(browser.streams).toHaveLength(1);
    await browser.pass(100);
    expect(browser.streams).toHaveLength(2);
    browser.last.handlers.onError(true);
    await browser.pass(1_400);
    expect(browser.streams).toHaveLength(2);
    await browser.pass(200);
    expect(browser.streams).toHaveLength(3);
    browser.answer = () => ({ cursors: { messages: 7 } });
    browser.last.handlers.onError(true);
    await browser.pass(1);
    expect(browser.connection.state).toBe("polling");
    expect(heard).toEqual(["messages"]);
    await browser.pass(30_000);
    expect(browser.polls.length).toBe(4);
    expect(heard).toEqual(["messages"]);
    browser.answer = () => ({ cursors: { messages: 8 } });
    await browser.pass(10_000);
    expect(heard).toEqual(["messages", "messages"]);
    await browser.pass(20_000);
    expect(browser.streams).toHaveLength(4);
    await open();
    const polled = browser.polls.length;
    await browser.pass(60_000);
    expect(browser.polls.length).toBe(polled);
    expect(browser.connection.state).toBe("live");
  });

  test("when nothing answers it says offline and goes on trying", async () => {
    browser.answer = () => {
      throw new Error("no network");
    };
    for (let i = 0; i < 3; i++) {
      browser.last.handlers.onError(true);
      await browser.pass(5_000);
    }
    expect(browser.connection.state).toBe("offline");
    const before = browser.polls.length;
    browser.answer = () => ({ cursors: {} });
    await browser.pass(20_000);
    expect(browser.polls.length).toBeGreaterThan(before);
    expect(browser.connection.state).toBe("polling");
  });

  test("a hidden tab lets go of its stream and catches up when it is seen again", async () => {
    await open();
    browser.connection.pause();
    expect(browser.last.closed).toBe(true);
    expect(browser.connection.state).toBe("paused");
    await browser.pass(600_000);
    expect(browser.streams).toHaveLength(1);
    browser.connection.resume();
    expect(browser.streams).toHaveLength(2);
    browser.last.handlers.onOpen();
    expect(heard.sort()).toEqual(["appointments", "messages"]);
  });

  test("after the end nothing is opened or told", async () => {
    await open();
    const stream = browser.last;
    browser.connection.close();
    stream.handlers.onMessage('{"topic":"messages","cursor":4}');
    await browser.pass(120_000);
    expect(stream.closed).toBe(true);
    expect(heard).toEqual([]);
    expect(browser.streams).toHaveLength(1);
  });
});

test("only well-formed events and polls are believed", () => {
  expect(parseEvent('{"topic":"a","cursor":1}')).toEqual({ topic: "a", cursor: 1 });
  for (const bad of ["", "null", "[]", '{"topic":1,"cursor":1}', '{"topic":"a"}', '{"topic":"a","cursor":"1"}'])
    expect(parseEvent(bad)).toBeUndefined();
  expect(parsePoll({ cursors: { a: 1, b: "x" } })).toEqual([["a", 1]]);
  for (const bad of [null, [], {}, { cursors: null }, "x"]) expect(() => parsePoll(bad)).toThrow("no cursors");
});
