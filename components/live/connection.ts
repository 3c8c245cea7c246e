/** How fresh the screen is: `live` by stream, `polling` where streams do not hold, `paused` in a hidden tab, `offline` when nothing answers. */
export type LiveState = "connecting" | "live" | "polling" | "paused" | "offline";

export type StreamHandlers = {
  onOpen: () => void;
  onMessage: (data: string) => void;
  /** `gone`: the stream will not come back by itself. */
  onError: (gone: boolean) => void;
};

/** What the connection needs from the browser; tests bring their own. */
export type LiveDeps = {
  openStream: (url: string, handlers: StreamHandlers) => { close: () => void };
  /** Fetches JSON; rejects when there is no good answer. */
  fetchJson: (url: string) => Promise<unknown>;
  /** Runs `then` later; gives the way to cancel it. */
  later: (then: () => void, ms: number) => () => void;
  /** 0 ≤ n < 1, to spread reconnects of many screens. */
  random: () => number;
};

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
const POLL_MS = 10_000;
const STREAM_AGAIN_MS = 60_000;
const GRACE_MS = 6_000;
const GATHER_MS = 50;
const TRIES_BEFORE_POLLING = 3;

type Listener = (topic: string) => void;

/**
 * One connection per tab to `/api/live`, shared by everything that is subscribed. The stream says which topic changed,
 * listeners refetch. Topics once asked for stay asked, so that going back and forth between screens does not reconnect.
 * Whatever may have been missed (a gap, a hidden tab, before the first connect) counts as a change.
 */
export class LiveConnection {
  state: LiveState = "connecting";
  private readonly deps: LiveDeps;
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly stateListeners = new Set<() => void>();
  private readonly cursors = new Map<string, number>();
  private readonly asked = new Set<string>();
  private readonly caughtUp = new Set<string>();
  private stream: { close: () => void } | undefined;
  private cancels = new Map<string, () => void>();
  private failures = 0;
  private active = true;

  constructor(deps: LiveDeps) {
    this.deps = deps;
  }

  /** Calls `listener` whenever one of the topics changed; gives the way to stop. */
  subscribe(topics: readonly string[], listener: Listener): () => void {
    let added = false;
    for (const topic of topics) {
      const set = this.listeners.get(topic) ?? new Set();
      this.listeners.set(topic, set.add(listener));
      if (!this.asked.has(topic)) added = true;
      this.asked.add(topic);
    }
    if (added && this.active) this.timer("gather", () => this.connect(), GATHER_MS);
    return () => {
      for (const topic of topics) this.listeners.get(topic)?.delete(listener);
    };
  }

  onState(listener: () => void): () => void {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  }

  /** Lets go of the stream; `resume` catches up. */
  pause(): void {
    this.active = false;
    this.stop();
    this.caughtUp.clear();
    this.setState("paused");
  }

  resume(): void {
    if (this.active) return;
    this.active = true;
    this.failures = 0;
    this.setState("connecting");
    if (this.asked.size > 0) this.connect();
  }

  /** Ends it for good. */
  close(): void {
    this.active = false;
    this.stop();
    this.listeners.clear();
    this.stateListeners.clear();
  }

  private stop(): void {
    this.stream?.close();
    this.stream = undefined;
    for (const cancel of this.cancels.values()) cancel();
    this.cancels.clear();
  }

  private timer(name: string, then: () => void, ms: number): void {
    this.cancels.get(name)?.();
    this.cancels.set(name, this.deps.later(then, ms));
  }

  private cancel(name: string): void {
    this.cancels.get(name)?.();
    this.cancels.delete(name);
  }

  private setState(state: LiveState): void {
    if (this.state === state) return;
    this.state = state;
    for (const listener of this.stateListeners) listener();
  }

  private url(path: string): string {
    return `${path}?topics=${[...this.asked].sort().map(encodeURIComponent).join(",")}`;
  }

  private connect(): void {
    this.stream?.close();
    this.stream = this.deps.openStream(this.url("/api/live"), {
      onOpen: () => this.opened(),
      onMessage: (data) => this.received(data),
      onError: (gone) => this.broke(gone),
    });
  }

  private opened(): void {
    this.failures = 0;
    for (const name of ["grace", "poll", "again"]) this.cancel(name);
    this.setState("live");
    this.catchUp();
  }

  private catchUp(): void {
    for (const topic of this.asked) {
      if (this.caughtUp.has(topic)) continue;
      this.caughtUp.add(topic);
      this.notify(topic);
    }
  }

  private received(data: string): void {
    const event = parseEvent(data);
    if (event) this.changed(event.topic, event.cursor);
  }

  private changed(topic: string, cursor: number): void {
    if (this.cursors.get(topic) === cursor) return;
    this.cursors.set(topic, cursor);
    this.notify(topic);
  }

  private notify(topic: string): void {
    for (const listener of this.listeners.get(topic) ?? []) listener(topic);
  }

  private broke(gone: boolean): void {
    this.caughtUp.clear();
    if (!gone) {
      this.timer("grace", () => this.setState("connecting"), GRACE_MS);
      return;
    }
    this.stream?.close();
    this.stream = undefined;
    this.failures += 1;
    if (this.failures >= TRIES_BEFORE_POLLING) {
      this.timer("again", () => this.connect(), STREAM_AGAIN_MS);
      if (!this.cancels.has("poll")) this.pollSoon(0);
      return;
    }
    if (this.state !== "polling" && this.state !== "offline") this.setState("connecting");
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.failures - 1));
    this.timer("again", () => this.connect(), wait * (0.5 + this.deps.random() / 2));
  }

  private pollSoon(ms: number): void {
    this.timer("poll", () => void this.poll(), ms);
  }

  private async poll(): Promise<void> {
    try {
      const cursors = parsePoll(await this.deps.fetchJson(this.url("/api/live/poll")));
      if (!this.active || !this.cancels.has("poll")) return;
      this.setState("polling");
      for (const [topic, cursor] of cursors) this.changed(topic, cursor);
      this.pollSoon(POLL_MS);
    } catch {
      if (!this.active || !this.cancels.has("poll")) return;
      this.setState("offline");
      this.pollSoon(POLL_MS + this.deps.random() * POLL_MS);
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** `{"topic": "messages", "cursor": 12}`; anything else is passed over. */
export function parseEvent(data: string): { topic: string; cursor: number } | undefined {
  try {
    const value: unknown = JSON.parse(data);
    if (!isRecord(value) || typeof value.topic !== "string" || typeof value.cursor !== "number") return undefined;
    return { topic: value.topic, cursor: value.cursor };
  } catch {
    return undefined;
  }
}

/** `{"cursors": {"messages": 12}}`. Throws on anything else. */
export function parsePoll(value: unknown): [string, number][] {
  if (!isRecord(value) || !isRecord(value.cursors)) throw new Error("the answer to a poll holds no cursors");
  return Object.entries(value.cursors).filter((entry): entry is [string, number] => typeof entry[1] === "number");
}
