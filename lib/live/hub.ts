import type pg from "pg";
import { listenClient } from "@/db/client";
import { log } from "@/lib/log";
import { LIVE_CHANNEL, LIVE_TOPICS, type LiveTopic } from "./notify";
import { onShutdown } from "./shutdown";

type Listener = (topic: LiveTopic, cursor: number) => void;
type Subscription = { organizationId: string; topics: ReadonlySet<LiveTopic>; listener: Listener };

const PROBE_MS = 30_000;
const PROBE_TIMEOUT_MS = 10_000;
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 10_000;

/**
 * One LISTEN connection per process, fanned out to every open screen. Cursors count what this process has heard per
 * organization and topic, from a random start: another process's numbers, or those from before a restart, never match,
 * so that a change of process counts as a change. After a gap in the connection everything counts as changed.
 */
export class LiveHub {
  private readonly subscriptions = new Set<Subscription>();
  private readonly counts = new Map<string, number>();
  private base = Math.floor(Math.random() * 2 ** 40);
  private client: pg.Client | undefined;
  private ready: Promise<void> | undefined;
  private probe: NodeJS.Timeout | undefined;
  private retry: NodeJS.Timeout | undefined;
  private failures = 0;
  private closed = false;

  constructor(private readonly connect: () => pg.Client = listenClient) {}

  /** Open streams. */
  get size(): number {
    return this.subscriptions.size;
  }

  /** Calls `listener` when a topic of the organization changed. Resolves once listening; gives the way to stop. */
  async subscribe(organizationId: string, topics: Iterable<LiveTopic>, listener: Listener): Promise<() => void> {
    const subscription = { organizationId, topics: new Set(topics), listener };
    this.subscriptions.add(subscription);
    await this.listening();
    return () => void this.subscriptions.delete(subscription);
  }

  /** The cursor of each topic now, for polling. Resolves once listening. */
  async cursors(organizationId: string, topics: Iterable<LiveTopic>): Promise<Partial<Record<LiveTopic, number>>> {
    await this.listening();
    return Object.fromEntries([...topics].map((topic) => [topic, this.cursor(organizationId, topic)]));
  }

  /** Lets go of the connection and every listener. */
  async close(): Promise<void> {
    this.closed = true;
    this.subscriptions.clear();
    clearInterval(this.probe);
    clearTimeout(this.retry);
    await this.client?.end().catch(() => {});
    this.client = undefined;
  }

  private cursor(organizationId: string, topic: LiveTopic): number {
    return this.base + (this.counts.get(`${organizationId}:${topic}`) ?? 0);
  }

  private listening(): Promise<void> {
    return (this.ready ??= this.open());
  }

  private async open(): Promise<void> {
    const client = this.connect();
    client.on("notification", (n) => this.heard(n.payload ?? ""));
    client.on("error", () => {});
    client.once("end", () => this.lost(client));
    try {
      await client.connect();
      await client.query(`listen ${LIVE_CHANNEL}`);
    } catch (error) {
      log().warn({ err: error }, "live-unreachable");
      await client.end().catch(() => {});
      this.lost(client);
      return;
    }
    if (this.closed) {
      await client.end();
      return;
    }
    this.client = client;
    this.failures = 0;
    this.probe = setInterval(() => void this.check(client), PROBE_MS);
    this.probe.unref();
  }

  /** A connection can die without a word; a question with a time limit finds out. */
  private async check(client: pg.Client): Promise<void> {
    const limit = setTimeout(
      () => (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy(),
      PROBE_TIMEOUT_MS,
    );
    await client.query("select 1").catch(() => client.end().catch(() => {}));
    clearTimeout(limit);
  }

  private lost(client: pg.Client): void {
    if (this.closed || (this.client && this.client !== client) || this.retry) return;
    clearInterval(this.probe);
    this.client = undefined;
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.failures);
    this.failures += 1;
    this.retry = setTimeout(() => {
      this.retry = undefined;
      this.ready = this.open().then(() => {
        if (this.client) this.resync();
      });
    }, wait);
    this.retry.unref();
  }

  private heard(payload: string): void {
    const at = payload.indexOf(":");
    const organizationId = payload.slice(0, at);
    const topic = LIVE_TOPICS.find((known) => known === payload.slice(at + 1));
    if (!topic) return;
    this.counts.set(payload, (this.counts.get(payload) ?? 0) + 1);
    for (const s of this.subscriptions)
      if (s.organizationId === organizationId && s.topics.has(topic)) s.listener(topic, this.cursor(organizationId, topic));
  }

  private resync(): void {
    this.base = Math.floor(Math.random() * 2 ** 40);
    for (const s of this.subscriptions) for (const topic of s.topics) s.listener(topic, this.cursor(s.organizationId, topic));
  }
}

/** The process's hub; it connects when the first screen asks. */
export function liveHub(): LiveHub {
  const shared = globalThis as { __lumaLive?: LiveHub };
  if (!shared.__lumaLive) {
    const hub = (shared.__lumaLive = new LiveHub());
    onShutdown(() => void hub.close());
  }
  return shared.__lumaLive;
}
