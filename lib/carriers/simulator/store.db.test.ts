import { afterEach, expect, test } from "vitest";
import pg from "pg";
import { migrateSimulator, postgresStore } from "@/lib/carriers/simulator/postgres-store";
import { demoWorld, type DemoWorld } from "@/lib/carriers/simulator/testing";
import { testDatabase } from "@/tests/support/db";

let demo: DemoWorld | undefined;
afterEach(async () => {
  await demo?.stop();
  demo = undefined;
});

const text = { to: "+12065550123", from: "+12065550100", body: "It’s \u{1F600}", statusCallback: "http://127.0.0.1:9/x" };

test("[OPS-02] phones, inboxes and opt-outs are there after a restart with Postgres, and ids do not repeat", async () => {
  const db = await testDatabase();
  try {
    const url = db.urls.sim;
    await migrateSimulator(url);
    await migrateSimulator(url);
    demo = await demoWorld({ store: postgresStore(url) });
    const first = await demo.sms.send({ ...text, attemptId: "a-1" });
    await demo.control.reply({ from: text.to, to: text.from, body: "nul \u0000, half \ud83d, backslash \\u0000" });
    await demo.control.reply({ from: text.to, to: text.from, body: "STOP" });
    await demo.stop();

    demo = await demoWorld({ store: postgresStore(url) });
    const thread = await demo.control.thread(text.to);
    expect(thread.map(({ body }) => body)).toContain(text.body);
    expect(thread.map(({ body }) => body)).toContain("nul \ufffd, half \ufffd, backslash \\u0000");
    expect(await demo.sms.send({ ...text, attemptId: "a-2" })).toMatchObject({ kind: "refused", code: "21610" });
    await demo.control.reply({ from: text.to, to: text.from, body: "START" });
    const second = await demo.sms.send({ ...text, attemptId: "a-3" });
    expect(second.kind).toBe("accepted");
    expect(second).not.toEqual(first);
    const { entries } = await demo.control.log();
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  } finally {
    await demo?.stop();
    demo = undefined;
    await db.drop();
  }
});

test("[RTY-03] the log refuses to be changed, and a second stand-in on the same log does not start", async () => {
  const db = await testDatabase();
  try {
    const url = db.urls.sim;
    await migrateSimulator(url);
    demo = await demoWorld({ store: postgresStore(url) });
    await demo.sms.send({ ...text, attemptId: "a-1" });
    await expect(postgresStore(url).load(() => undefined)).rejects.toThrow("another simulator");
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await expect(client.query("delete from sim.log")).rejects.toThrow("append-only");
    await expect(client.query("update sim.log set kind = 'x'")).rejects.toThrow("append-only");
    await client.end();
  } finally {
    await demo?.stop();
    demo = undefined;
    await db.drop();
  }
});
