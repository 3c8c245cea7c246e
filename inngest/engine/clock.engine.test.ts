import { type Inngest, referenceFunction } from "inngest";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pause, Recorder } from "@/tests/support/engine-suite";
import { type Fixture, startFixture } from "./engine.fixture";

const HOUR = 3_600_000;
const idOf = (event: { data?: unknown }): string => String((event.data as { id?: unknown }).id);

describe("time follows the product clock", () => {
  const recorder = new Recorder();
  let fixture: Fixture;
  const functions = (client: Inngest.Any) => [
    client.createFunction({ id: "long-sleep", triggers: [{ event: "c/sleep" }] }, async ({ event, step }) => {
      await step.run("begun", () => recorder.note(`begun:${idOf(event)}`, true));
      await step.sleep("nap", "30d");
      await step.run("woke", () => recorder.note(`woke:${idOf(event)}`, fixture.now().getTime()));
    }),
    client.createFunction({ id: "long-wait", triggers: [{ event: "c/wait" }] }, async ({ event, step }) => {
      await step.run("begun", () => recorder.note(`begun:${idOf(event)}`, true));
      const answer = await step.waitForEvent("answer", {
        event: "c/answer",
        timeout: "7d",
        if: "event.data.id == async.data.id && has(async.data.text)",
      });
      await step.run("got", () => recorder.note(`answer:${idOf(event)}`, answer ? (answer.data as { text: string }).text : null));
    }),
    client.createFunction({ id: "hourly", triggers: [{ cron: "TZ=America/Chicago 15 * * * *" }] }, ({ event }) =>
      recorder.note("hourly", event.ts),
    ),
    client.createFunction({ id: "flaky", retries: 2, triggers: [{ event: "c/flaky" }] }, async ({ event, step, attempt }) => {
      await step.run("flaky", () => {
        recorder.note(`attempt:${idOf(event)}`, attempt);
        throw new Error("always");
      });
    }),
    client.createFunction(
      { id: "cancel-until", triggers: [{ event: "c/cancellable" }], cancelOn: [{ event: "c/cancel", match: "data.id", timeout: "1h" }] },
      async ({ event, step }) => {
        await step.run("begun", () => recorder.note(`begun:${idOf(event)}`, true));
        await step.sleep("nap", "1d");
        await step.run("done", () => recorder.note(`done:${idOf(event)}`, true));
      },
    ),
    client.createFunction({ id: "impatient", retries: 0, triggers: [{ event: "c/impatient" }] }, async ({ event, step }) => {
      const slow = referenceFunction({ functionId: "long-sleep", appId: "test" });
      const error = await step.invoke("slow", { function: slow, data: { id: "invoked" }, timeout: "1h" }).catch((caught: Error) => caught);
      await step.run("told", () => recorder.note(`impatient:${idOf(event)}`, error instanceof Error ? error.message : "no error"));
    }),
    client.createFunction({ id: "idem", idempotency: "event.data.id", triggers: [{ event: "c/idem" }] }, ({ event }) =>
      recorder.note(`idem:${idOf(event)}`, true),
    ),
  ];
  const move = async (ms: number): Promise<void> => {
    fixture.advance(ms);
    await fixture.engine.clockMoved();
  };
  /** Begun, and its sleep or wait stored. */
  const parked = async (id: string): Promise<void> => {
    await recorder.wait(`begun:${id}`);
    await expect.poll(async () => (await fixture.engine.metrics()).queueDepth).toBe(0);
    await pause(150);
  };

  beforeAll(async () => {
    fixture = await startFixture(functions);
  });
  afterAll(() => fixture.close());

  test("[OPS-02] moving the clock ends a sleep of 30 days at once", async () => {
    await fixture.client.send({ name: "c/sleep", data: { id: "s1" } });
    await parked("s1");
    await move(29 * 24 * HOUR);
    await pause(300);
    expect(recorder.values("woke:s1")).toEqual([]);
    await move(25 * HOUR);
    expect(await recorder.wait("woke:s1", 1, 5_000)).toHaveLength(1);
  });

  test("a wait times out on the product clock, and an event in time wakes it (with has())", async () => {
    await fixture.client.send([
      { name: "c/wait", data: { id: "w1" } },
      { name: "c/wait", data: { id: "w2" } },
    ]);
    await parked("w1");
    await parked("w2");
    await fixture.client.send({ name: "c/answer", data: { id: "w1" } });
    await move(6 * 24 * HOUR);
    await fixture.client.send({ name: "c/answer", data: { id: "w1", text: "yes" } });
    expect(await recorder.wait("answer:w1")).toEqual(["yes"]);
    await move(25 * HOUR);
    expect(await recorder.wait("answer:w2")).toEqual([null]);
    await fixture.client.send({ name: "c/answer", data: { id: "w2", text: "late" } });
    await pause(300);
    expect(recorder.values("answer:w2")).toEqual([null]);
  });

  test("[OPS-02] a cron missed several times by a jump fires once, then goes on by its zone's clock", async () => {
    await pause(300);
    const before = recorder.values("hourly").length;
    await move(10 * HOUR);
    await recorder.wait("hourly", before + 1);
    await pause(500);
    expect(recorder.values("hourly")).toHaveLength(before + 1);
    await move(HOUR);
    await recorder.wait("hourly", before + 2);
    expect(new Date(Number(recorder.values("hourly").at(-1))).getUTCMinutes()).toBe(15);
  });

  test("retries back off: 15 to 45 s, then 30 to 60 s; then the run has failed", async () => {
    await fixture.client.send({ name: "c/flaky", data: { id: "f1" } });
    await recorder.wait("attempt:f1", 1);
    await pause(300);
    await move(14_000);
    await pause(300);
    expect(recorder.values("attempt:f1")).toEqual([0]);
    await move(32_000);
    await recorder.wait("attempt:f1", 2);
    await pause(300);
    await move(61_000);
    expect(await recorder.wait("attempt:f1", 3)).toEqual([0, 1, 2]);
    await expect
      .poll(async () => (await fixture.engine.runs({ status: "failed", functionId: "test-flaky" }))[0]?.errorMessage)
      .toBe("always");
  });

  test("a cancel with a timeout no longer counts after it", async () => {
    await fixture.client.send([
      { name: "c/cancellable", data: { id: "x1" } },
      { name: "c/cancellable", data: { id: "x2" } },
    ]);
    await parked("x1");
    await parked("x2");
    await fixture.client.send({ name: "c/cancel", data: { id: "x1" } });
    await move(2 * HOUR);
    await fixture.client.send({ name: "c/cancel", data: { id: "x2" } });
    await move(23 * HOUR);
    await recorder.wait("done:x2");
    expect(recorder.values("done:x1")).toEqual([]);
    expect((await fixture.engine.runs({ status: "cancelled" })).map((run) => run.functionId)).toEqual(["test-cancel-until"]);
  });

  test("an invoke with a timeout throws when the other function takes longer", async () => {
    await fixture.client.send({ name: "c/impatient", data: { id: "p1" } });
    await parked("invoked");
    await move(HOUR + 1_000);
    expect(String((await recorder.wait("impatient:p1"))[0])).toContain("Timed out");
  });

  test("idempotency and event ids are remembered for 24 hours", async () => {
    const send = (): Promise<unknown> => fixture.client.send({ name: "c/idem", data: { id: "i1" } });
    await send();
    await recorder.wait("idem:i1");
    await move(23 * HOUR);
    await send();
    await pause(400);
    expect(recorder.values("idem:i1")).toHaveLength(1);
    await move(2 * HOUR);
    await send();
    await recorder.wait("idem:i1", 2);
  });
});
