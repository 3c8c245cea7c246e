import type { Inngest } from "inngest";
import { serve } from "inngest/edge";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pause, Recorder } from "@/tests/support/engine-suite";
import { engineClient, type Fixture, startFixture } from "./engine.fixture";

type Data = { id: string; n?: number };
const dataOf = (event: { data?: unknown }): Data => event.data as Data;

describe("running the engine", () => {
  const recorder = new Recorder();
  const gates = new Map<string, () => void>();
  /** Waits inside a step until the test opens the gate. */
  const gate = (name: string): Promise<void> => new Promise((resolve) => gates.set(name, resolve));
  let fixture: Fixture;
  let pool: pg.Pool;
  let broken = true;
  const functions = (client: Inngest.Any) => [
    client.createFunction({ id: "plain", triggers: [{ event: "o/plain" }] }, ({ event }) =>
      recorder.note(`plain:${dataOf(event).id}`, true),
    ),
    client.createFunction({ id: "held", triggers: [{ event: "o/held" }] }, async ({ event, step }) => {
      const { id } = dataOf(event);
      await step.run("first", () => recorder.note(`held:${id}`, "first"));
      await step.run("gate", async () => {
        recorder.note(`held:${id}`, "gate");
        await gate(id);
      });
      await step.run("last", () => recorder.note(`held:${id}`, "last"));
    }),
    client.createFunction({ id: "mended", retries: 0, triggers: [{ event: "o/mended" }] }, async ({ event, step }) => {
      const { id } = dataOf(event);
      await step.run("good", () => recorder.note(`mended:${id}`, "good"));
      await step.run("bad", () => {
        if (broken) throw new Error("broken for now");
      });
      await step.run("end", () => recorder.note(`mended:${id}`, "end"));
    }),
    client.createFunction(
      { id: "latest", singleton: { key: "event.data.id", mode: "cancel" }, triggers: [{ event: "o/latest" }] },
      async ({ event, step }) => {
        await step.run("begun", () => recorder.note(`latest:${dataOf(event).id}:begun`, dataOf(event).n));
        await step.sleep("nap", "2s");
        await step.run("done", () => recorder.note(`latest:${dataOf(event).id}`, dataOf(event).n));
      },
    ),
    client.createFunction({ id: "one", concurrency: { limit: 1 }, triggers: [{ event: "o/one" }] }, ({ event }) =>
      recorder.note(`one:${dataOf(event).id}`, true),
    ),
    client.createFunction({ id: "sleeper", triggers: [{ event: "o/sleep" }] }, async ({ step }) => step.sleep("nap", "300d")),
    client.createFunction({ id: "waiter", triggers: [{ event: "o/wait" }] }, async ({ event, step }) => {
      const reply = await step.waitForEvent("w", { event: "o/reply", timeout: "1h", match: "data.id" });
      await step.run("got", () => recorder.note(`waiter:${dataOf(event).id}`, reply !== null));
    }),
    client.createFunction({ id: "together", triggers: [{ event: "o/together" }] }, async ({ event, step }) => {
      const { id } = dataOf(event);
      await Promise.all(Array.from({ length: 20 }, (_, n) => step.run(`p${n}`, () => recorder.note(`together:${id}:ran`, n))));
      await step.run("end", () => recorder.note(`together:${id}`, true));
    }),
  ];
  const runOf = async (functionId: string) => (await fixture.engine.runs({ functionId }))[0];

  beforeAll(async () => {
    fixture = await startFixture(functions);
    pool = new pg.Pool({ connectionString: fixture.url, max: 2 });
  });
  afterAll(async () => {
    await pool.end();
    await fixture.close();
  });

  test("another process may send before anything is started there; the events are routed once", async () => {
    const web = fixture.another();
    const { ids } = await web.send([{ name: "o/plain", id: "from-web", data: { id: "web" } }]);
    await engineClient(web).send({ name: "o/plain", id: "from-web", data: { id: "web" } });
    expect(ids).toEqual(["from-web"]);
    await recorder.wait("plain:web");
    await pause(300);
    expect(recorder.values("plain:web")).toHaveLength(1);
    expect((await pool.query("select body from engine.event where id = 'from-web'")).rows).toEqual([{ body: null }]);
  });

  test("a request the SDK repeats (same seed) triggers nothing twice", async () => {
    const request = () =>
      fixture.engine.fetch("http://engine.local/e/key", {
        method: "POST",
        headers: { "x-inngest-event-id-seed": "1795290937628,F9w9NuCQkqmvpg==" },
        body: JSON.stringify([{ name: "o/plain", data: { id: "seed" } }]),
      });
    const [first, second] = [await (await request()).json(), await (await request()).json()];
    expect(second).toEqual(first);
    await recorder.wait("plain:seed");
    await pause(300);
    expect(recorder.values("plain:seed")).toHaveLength(1);
  });

  test("fencing: once another call has taken over, a checkpoint gets 409 and the late answer changes nothing", async () => {
    await fixture.client.send({ name: "o/held", data: { id: "fence" } });
    await expect.poll(() => recorder.values("held:fence")).toEqual(["first", "gate"]);
    const run = await runOf("test-held");
    const open = gates.get("fence");
    // What a wrongly buried worker experiences: its job is given to somebody else, who calls with the next generation.
    await pool.query("update graphile_worker._private_jobs set locked_at = null, locked_by = null");
    await pool.query("select pg_notify('jobs:insert', '{\"r\":1,\"count\":1}')");
    await expect.poll(() => recorder.values("held:fence"), { timeout: 5_000 }).toEqual(["first", "gate", "gate"]);
    const stale = await fixture.engine.fetch(`http://engine.local/v1/checkpoint/${run?.id}/async`, {
      method: "POST",
      body: JSON.stringify({ generation_id: 1, steps: [{ op: "StepRun", id: "stolen", data: 1 }] }),
    });
    expect(stale.status).toBe(409);
    open?.();
    await pause(300);
    expect((await fixture.engine.run(run?.id ?? ""))?.stepList.map((step) => step.name)).toEqual(["first"]);
    gates.get("fence")?.();
    await expect.poll(async () => (await runOf("test-held"))?.status).toBe("completed");
    expect(recorder.values("held:fence")).toEqual(["first", "gate", "gate", "last"]);
  });

  test("a call that has killed its worker 20 times fails its run instead of killing the next", async () => {
    await fixture.client.send({ name: "o/held", data: { id: "poison" } });
    await expect.poll(() => recorder.values("held:poison")).toEqual(["first", "gate"]);
    await pool.query("update engine.run set deliveries = 20 where ended_at is null and fn_id = 'test-held'");
    await pool.query("update graphile_worker._private_jobs set locked_at = null, locked_by = null");
    await pool.query("select pg_notify('jobs:insert', '{\"r\":1,\"count\":1}')");
    await expect.poll(async () => (await runOf("test-held"))?.errorMessage, { timeout: 5_000 }).toContain("stopped 20 times");
    gates.get("poison")?.();
    expect(recorder.values("held:poison")).toEqual(["first", "gate"]);
  });

  test("slots a dead worker held are given to the calls waiting for them", async () => {
    await pool.query("insert into engine.lease (key, run_id, step_id, worker_id) values ('test-one#0:', 'gone', '', 'dead')");
    await fixture.client.send([
      { name: "o/one", data: { id: "c1" } },
      { name: "o/one", data: { id: "c2" } },
    ]);
    await Promise.all([recorder.wait("one:c1", 1, 5_000), recorder.wait("one:c2", 1, 5_000)]);
    await expect.poll(async () => (await pool.query("select from engine.lease")).rowCount).toBe(0);
    expect((await fixture.engine.metrics()).parked).toBe(0);
  });

  test("a cancelled run does nothing more, even if a step is under way", async () => {
    await fixture.client.send({ name: "o/held", data: { id: "stop" } });
    await expect.poll(() => recorder.values("held:stop")).toEqual(["first", "gate"]);
    const run = await runOf("test-held");
    await fixture.engine.cancelRun(run?.id ?? "");
    gates.get("stop")?.();
    await pause(500);
    expect(recorder.values("held:stop")).toEqual(["first", "gate"]);
    expect((await runOf("test-held"))?.status).toBe("cancelled");
  });

  test("a failed run goes on where it stopped, keeping the steps that succeeded", async () => {
    await fixture.client.send({ name: "o/mended", data: { id: "m" } });
    await expect.poll(async () => (await runOf("test-mended"))?.status).toBe("failed");
    const failed = await runOf("test-mended");
    expect(failed?.errorMessage).toBe("broken for now");
    expect((await fixture.engine.run(failed?.id ?? ""))?.stepList.map((step) => [step.name, step.failed])).toEqual([
      ["good", false],
      ["bad", true],
    ]);
    broken = false;
    await fixture.engine.retryRun(failed?.id ?? "");
    await expect.poll(async () => (await runOf("test-mended"))?.status).toBe("completed");
    expect(recorder.values("mended:m")).toEqual(["good", "end"]);
    await expect(fixture.engine.retryRun(failed?.id ?? "")).rejects.toThrow("cannot be retried");
  });

  test("singleton mode cancel: the newest run replaces the one before", async () => {
    for (const n of [1, 2]) {
      await fixture.client.send({ name: "o/latest", data: { id: "l", n } });
      await recorder.wait("latest:l:begun", n);
    }
    expect(await recorder.wait("latest:l")).toEqual([2]);
    expect(recorder.values("latest:l")).toEqual([2]);
  });

  test("a wait among 2,000 others on the same event is found by its key, by index", async () => {
    await fixture.client.send(Array.from({ length: 2_000 }, (_, n) => ({ name: "o/wait", data: { id: `w${n}` } })));
    await expect.poll(async () => (await fixture.engine.metrics()).waitingForEvent, { timeout: 60_000 }).toBe(2_000);
    await fixture.client.send({ name: "o/reply", data: { id: "w1234" } });
    expect(await recorder.wait("waiter:w1234")).toEqual([true]);
    expect((await fixture.engine.metrics()).waitingForEvent).toBe(1_999);
    await pool.query("analyze engine.wait");
    const plan = await pool.query("explain select * from engine.wait where event_name = 'o/reply' and match_key = 'x'");
    expect(JSON.stringify(plan.rows)).toContain("wait_match");
  });

  test("parallel steps spread over two processes run once each", async () => {
    const second = fixture.another();
    const client = engineClient(second);
    await second.start(serve({ client, functions: functions(client) }));
    expect((await fixture.engine.metrics()).workers).toBe(2);
    await fixture.client.send(Array.from({ length: 10 }, (_, n) => ({ name: "o/together", data: { id: `t${n}` } })));
    for (let n = 0; n < 10; n++) {
      await recorder.wait(`together:t${n}`);
      expect((recorder.values(`together:t${n}:ran`) as number[]).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    }
  });

  test("metrics count sleepers, and old finished runs are deleted with their steps", async () => {
    await fixture.client.send([{ name: "o/sleep" }, { name: "o/sleep" }]);
    await expect.poll(async () => (await fixture.engine.metrics()).sleeping).toBe(2);
    const metrics = await fixture.engine.metrics();
    expect(metrics).toMatchObject({ queueDepth: 0, parked: 0, failed: 1 });
    expect(metrics.stepsPerSecond).toBeGreaterThan(0);
    fixture.advance(15 * 86_400_000);
    const third = fixture.another({ concurrency: 1 });
    const client = engineClient(third);
    await third.start(serve({ client, functions: functions(client) }));
    await expect.poll(() => fixture.engine.runs({ status: "completed", functionId: "test-mended" }), { timeout: 10_000 }).toEqual([]);
    const orphans = "select from engine.step s where not exists (select from engine.run r where r.id = s.run_id)";
    expect((await pool.query(orphans)).rowCount).toBe(0);
    expect((await fixture.engine.metrics()).sleeping).toBe(2);
  });

  test("stopping lets a step under way finish, stores its result and gives its job to nobody twice", async () => {
    const own = await startFixture((client) => [
      client.createFunction({ id: "slow", triggers: [{ event: "own/slow" }] }, async ({ step }) => {
        await step.run("slow", async () => {
          recorder.note("slow", "begun");
          await pause(700);
        });
        await step.run("next", () => pause(100));
      }),
    ]);
    await own.engine.send([{ name: "own/slow" }]);
    await recorder.wait("slow");
    await own.engine.stop();
    const client = new pg.Client({ connectionString: own.url });
    await client.connect();
    expect((await client.query("select name, state from engine.step")).rows).toContainEqual({ name: "slow", state: "done" });
    expect((await client.query("select id from graphile_worker.jobs where locked_by is not null")).rows).toEqual([]);
    expect((await client.query("select id from engine.worker")).rows).toEqual([]);
    await client.end();
    await own.close();
  });
});
