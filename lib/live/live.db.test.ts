import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";
import { listenClient } from "@/db/client";
import { LiveHub } from "./hub";
import { touch, type LiveTopic } from "./notify";
import { onShutdown, resetShutdown, shutDown } from "./shutdown";
import { liveStream, parseTopics } from "./stream";

const database = useTestDatabase();
const hubs: LiveHub[] = [];
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
  resetShutdown();
});

const newHub = (connect?: () => pg.Client): LiveHub => {
  const hub = new LiveHub(connect);
  hubs.push(hub);
  return hub;
};
const until = async (what: () => boolean, ms = 5_000): Promise<void> => {
  const end = Date.now() + ms;
  while (!what()) {
    if (Date.now() > end) throw new Error("it did not happen in time");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe("hub", () => {
  test("[OPS-04] a change is heard after commit, by those of its organization and topic only", async () => {
    const [mine, other] = [await makeOrganization(database.urls), await makeOrganization(database.urls)];
    const hub = newHub();
    const heard: string[] = [];
    const listen = (name: string, organizationId: string, topics: LiveTopic[]) =>
      hub.subscribe(organizationId, topics, (topic) => heard.push(`${name}:${topic}`));
    await listen("mine", mine.organizationId, ["messages", "tasks"]);
    await listen("mine-patients", mine.organizationId, ["patients"]);
    await listen("other", other.organizationId, ["messages"]);
    await mine.asStaff((ctx) => touch(ctx, "messages", "messages", "appointments"));
    await mine
      .asStaff(async (ctx) => {
        await touch(ctx, "tasks");
        throw new Error("rolled back");
      })
      .catch(() => {});
    await mine.asStaff((ctx) => touch(ctx, "patients"));
    await until(() => heard.includes("mine-patients:patients"));
    expect(heard).toEqual(["mine:messages", "mine-patients:patients"]);
  });

  test("[OPS-04] cursors rise with each change; another process's never match", async () => {
    const org = await makeOrganization(database.urls);
    const [hub, second] = [newHub(), newHub()];
    const before = (await hub.cursors(org.organizationId, ["messages", "tasks"])) as Record<string, number>;
    await org.asStaff((ctx) => touch(ctx, "messages"));
    let after = before;
    for (let i = 0; i < 200 && after.messages === before.messages; i++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      after = (await hub.cursors(org.organizationId, ["messages", "tasks"])) as Record<string, number>;
    }
    expect(after).toEqual({ messages: before.messages! + 1, tasks: before.tasks });
    expect((await second.cursors(org.organizationId, ["messages"])).messages).not.toBe(after.messages);
  });

  test("[OPS-04] after its connection was cut it listens again, and everything counts as changed", async () => {
    const org = await makeOrganization(database.urls);
    const hub = newHub();
    const heard: LiveTopic[] = [];
    await hub.subscribe(org.organizationId, ["messages", "tasks"], (topic) => heard.push(topic));
    const cut = await database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'luma-listen' and datname = current_database()",
    );
    expect(cut.length).toBe(1);
    await until(() => heard.length === 2);
    expect(heard).toEqual(["messages", "tasks"]);
    await org.asStaff((ctx) => touch(ctx, "tasks"));
    await until(() => heard.length === 3);
  });

  test("[OPS-04] a database that is away at first does not keep it from coming up", async () => {
    const org = await makeOrganization(database.urls);
    let tries = 0;
    const hub = newHub(() => {
      tries += 1;
      return tries < 3 ? new pg.Client({ connectionString: "postgres://nobody@127.0.0.1:1/none" }) : listenClient();
    });
    const heard: LiveTopic[] = [];
    await hub.subscribe(org.organizationId, ["clock"], (topic) => heard.push(topic));
    await until(() => heard.length > 0);
    expect(tries).toBe(3);
  });
});

describe("stream", () => {
  const open = (hub: LiveHub, organizationId: string, over: object = {}) => {
    const abort = new AbortController();
    const stream = liveStream({
      hub,
      organizationId,
      topics: ["messages"],
      stillAllowed: async () => true,
      signal: abort.signal,
      ...over,
    });
    const reader = stream.getReader();
    const decoder = new TextDecoder();
    const seen = { text: "", ended: false };
    void (async () => {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        seen.text += decoder.decode(value, { stream: true });
      }
      seen.ended = true;
    })();
    return { abort, seen, reader };
  };

  test("[SEC-01] revoking the session ends an open stream with its next tick", async () => {
    const org = await makeOrganization(database.urls);
    const hub = newHub();
    let allowed = true;
    const { seen } = open(hub, org.organizationId, { stillAllowed: async () => allowed, tickMs: 20 });
    await until(() => seen.text.includes(": tick"));
    await org.asStaff((ctx) => touch(ctx, "messages", "tasks"));
    await until(() => seen.text.includes("data: "));
    expect(seen.text).toMatch(/data: {"topic":"messages","cursor":\d+}\n\n/);
    expect(seen.text).not.toContain("tasks");
    expect(seen.ended).toBe(false);
    allowed = false;
    await until(() => seen.ended);
    expect(hub.size).toBe(0);
  });

  test("[OPS-04] a stream ends when its time is up, when its reader leaves, and when the process is asked to end", async () => {
    const org = await makeOrganization(database.urls);
    const hub = newHub();
    const old = open(hub, org.organizationId, { lifeMs: 30 });
    const left = open(hub, org.organizationId);
    const cancelled = open(hub, org.organizationId);
    const kept = open(hub, org.organizationId);
    await until(() => old.seen.ended && kept.seen.text !== "");
    expect(hub.size).toBe(3);
    left.abort.abort();
    await cancelled.reader.cancel();
    await until(() => hub.size === 1);
    shutDown();
    await until(() => kept.seen.ended);
    expect(hub.size).toBe(0);
    let called = false;
    onShutdown(() => (called = true));
    expect(called).toBe(true);
  });

  test("[SEC-04] only known topics are watched, each once", () => {
    expect(parseTopics("messages,evil,messages,appointments")).toEqual(["appointments", "messages"]);
    expect(parseTopics(null)).toEqual([]);
  });
});
