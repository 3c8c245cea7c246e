import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fileStore, readLogFile } from "@/lib/carriers/simulator/file-store";
import { Journal } from "@/lib/carriers/simulator/journal";
import { State } from "@/lib/carriers/simulator/state";
import { memoryStore } from "@/lib/carriers/simulator/store";
import { demoWorld, type DemoWorld } from "@/lib/carriers/simulator/testing";

let demo: DemoWorld;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "luma-sim-"));
});
afterEach(async () => {
  await demo.stop();
  await rm(folder, { recursive: true });
});

const text = (body: string) => ({
  to: "+12065550123",
  from: "+12065550100",
  body,
  statusCallback: demo.hooks.url("/s"),
  attemptId: "a",
});

describe("the log", () => {
  test("[RTY-03] every acceptance is on disk before it is answered, once", async () => {
    const logFile = join(folder, "sim.log");
    demo = await demoWorld({ logFile });
    const outcomes = await Promise.all(Array.from({ length: 60 }, (_, index) => demo.sms.send(text(`n ${index}`))));
    const written = (await readLogFile(logFile)).flatMap((entry) => (entry.kind === "sms.accepted" ? [entry.sid] : []));
    expect(written.toSorted()).toEqual(outcomes.map((one) => (one.kind === "accepted" ? one.providerId : "")).toSorted());
    expect(new Set(written).size).toBe(60);
  });

  test("[RTY-03] a line cut off by a crash is dropped, and the log goes on", async () => {
    const logFile = join(folder, "sim.log");
    demo = await demoWorld({ logFile });
    await demo.sms.send(text("before"));
    await demo.stop();
    await appendFile(logFile, '{"kind":"sms.acc');
    demo = await demoWorld({ logFile, seed: 2 });
    await demo.sms.send(text("after"));
    expect((await demo.control.thread("+12065550123")).map(({ body }) => body)).toEqual(["after", "before"]);
    for (const line of (await readFile(logFile, "utf8")).trimEnd().split("\n")) expect(() => JSON.parse(line)).not.toThrow();
  });

  test("[OPS-02] after a restart, texts that were under way are delivered", async () => {
    const logFile = join(folder, "sim.log");
    demo = await demoWorld({ logFile, delays: { sentMs: 60_000, deliveredMs: 60_000 } });
    await demo.sms.send(text("waiting"));
    await demo.stop();
    demo = await demoWorld({ logFile });
    for (let tries = 0; tries < 200 && (await demo.control.thread("+12065550123"))[0]?.status !== "delivered"; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await demo.control.thread("+12065550123"))[0]?.status).toBe("delivered");
  });

  test("[OPS-02] a log of another account, still under way, does not stop the stand-in", async () => {
    const logFile = join(folder, "sim.log");
    demo = await demoWorld({ logFile, delays: { sentMs: 60_000, deliveredMs: 60_000 } });
    await demo.sms.send(text("waiting"));
    await demo.stop();
    const other = { accountSid: `AC${"9".repeat(32)}`, authToken: "other" };
    demo = await demoWorld({ logFile, twilio: [other] });
    let failed: unknown[] = [];
    for (let tries = 0; tries < 200 && failed.length < 2; tries += 1) {
      failed = (await demo.control.log()).entries.filter(({ kind }) => kind === "callback.failed");
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(failed).toMatchObject([{ status: 0 }, { status: 0 }]);
    expect(demo.hooks.taken).toEqual([]);
  });

  test("[OPS-02] a screen follows by cursor and waits for what happens next", async () => {
    demo = await demoWorld();
    const start = await demo.control.changes(0);
    expect(start).toEqual({ cursor: 0, changes: [] });
    const waiting = demo.control.changes(0, 5_000);
    await demo.sms.send(text("hello"));
    const { cursor, changes } = await waiting;
    expect(changes[0]).toMatchObject({ kind: "sms.accepted", party: "+12065550123" });
    expect(JSON.stringify(changes)).not.toContain("hello");
    const next = await demo.control.changes(cursor, 5_000);
    expect(next.changes[0]?.seq).toBe(cursor + 1);
    expect(await demo.control.changes(9_999)).toMatchObject({ changes: [] });
    expect((await demo.control.log(1, 1)).entries.map(({ seq }) => seq)).toEqual([2]);
  });
});

describe("a long log", () => {
  const COUNT = 6_500;
  const numbered = async (journal: Journal, after: number, limit: number) => (await journal.after(after, limit)).map(({ seq }) => seq);

  test.each(["file", "memory"])("[OPS-02] is read from its store where memory holds only the latest entries (%s)", async (kind) => {
    demo = await demoWorld();
    const path = join(folder, "long.log");
    const store = kind === "file" ? await fileStore(path) : memoryStore();
    const journal = await Journal.open(store, new State(), () => new Date(0));
    for (let i = 1; i <= COUNT; i += 1) void journal.record({ kind: "sms.status", sid: `SM${i} é`, status: "sent" });
    // Asked before anything is written: what memory gave up already is waited for.
    expect(await numbered(journal, 0, 3)).toEqual([1, 2, 3]);
    expect(await numbered(journal, 999, 2)).toEqual([1_000, 1_001]);
    expect(await numbered(journal, COUNT - 1, 10)).toEqual([COUNT]);
    expect(await numbered(journal, COUNT, 10)).toEqual([]);
    expect(await numbered(journal, 0, 10_000)).toEqual(Array.from({ length: COUNT }, (_, i) => i + 1));
    expect(await journal.after(4_321, 1)).toMatchObject([{ sid: "SM4322 é" }]);
    await journal.close();
    if (kind === "memory") return;
    await appendFile(path, '{"cut');
    const again = await Journal.open(await fileStore(path), new State(), () => new Date(0));
    expect(again.cursor).toBe(COUNT);
    await again.record({ kind: "sms.status", sid: "SM-last", status: "sent" });
    expect(await numbered(again, 2_999, 1)).toEqual([3_000]);
    expect(await again.after(COUNT, 5)).toMatchObject([{ seq: COUNT + 1, sid: "SM-last" }]);
    await again.close();
    expect(await readLogFile(path)).toHaveLength(COUNT + 1);
  });
});
