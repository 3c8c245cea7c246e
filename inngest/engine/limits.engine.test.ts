import type { Inngest } from "inngest";
import { serve } from "inngest/edge";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Recorder } from "@/tests/support/engine-suite";
import { engineClient, type Fixture, startFixture } from "./engine.fixture";

describe("limits of Inngest's servers hold here too", () => {
  const recorder = new Recorder();
  let fixture: Fixture;
  const asked = (event: { data?: unknown }): Record<string, string> => event.data as Record<string, string>;
  const functions = (client: Inngest.Any) => [
    client.createFunction({ id: "many", retries: 0, triggers: [{ event: "l/many" }] }, async ({ step }) => {
      for (let i = 0; i < 1_010; i++) await step.run(`s${i}`, () => recorder.note("many", i));
    }),
    client.createFunction({ id: "large", retries: 0, triggers: [{ event: "l/large" }] }, async ({ step }) => {
      await step.run("large", () => "x".repeat(4 * 1024 * 1024 + 1));
      await step.run("after", () => recorder.note("large:end", true));
    }),
    client.createFunction({ id: "state", retries: 0, triggers: [{ event: "l/state" }] }, async ({ step }) => {
      for (let i = 0; i < 9; i++) await step.run(`s${i}`, () => "x".repeat(4 * 1024 * 1024 - 10));
      await step.run("after", () => recorder.note("state:end", true));
    }),
    client.createFunction({ id: "sleeper", retries: 0, triggers: [{ event: "l/sleep" }] }, async ({ event, step }) =>
      step.sleep("s", asked(event)["for"] ?? ""),
    ),
    client.createFunction({ id: "waiter", retries: 0, triggers: [{ event: "l/wait" }] }, async ({ step }) => {
      await step.waitForEvent("w", { event: "l/x", timeout: "1m", if: "async.data.n > 3" });
    }),
  ];
  const failure = async (functionId: string): Promise<string | undefined> => {
    await expect
      .poll(async () => (await fixture.engine.runs({ status: "failed", functionId })).length, { timeout: 30_000 })
      .toBeGreaterThan(0);
    return (await fixture.engine.runs({ status: "failed", functionId }))[0]?.errorMessage;
  };

  beforeAll(async () => {
    fixture = await startFixture(functions);
  });
  afterAll(() => fixture.close());

  test("1,000 steps a run", async () => {
    await fixture.client.send({ name: "l/many" });
    expect(await failure("test-many")).toContain("step limit of 1000");
    expect(recorder.values("many")).toHaveLength(1_001);
  });

  test("4 MB a step's output, 32 MB a run's state", async () => {
    await fixture.client.send([{ name: "l/large" }, { name: "l/state" }]);
    expect(await failure("test-large")).toContain("output is larger than 4194304 bytes");
    expect(await failure("test-state")).toContain("state size limit");
    expect([...recorder.values("large:end"), ...recorder.values("state:end")]).toEqual([]);
  });

  test("a sleep of 366 days, and expressions that stay in the supported language", async () => {
    await fixture.client.send([{ name: "l/sleep", data: { for: "367d" } }, { name: "l/wait" }]);
    expect(await failure("test-sleeper")).toContain("366 days");
    expect(await failure("test-waiter")).toContain("Unsupported expression");
  });

  test("512 kB an event, reserved names, 5,000 events a request", async () => {
    await expect(fixture.engine.send([{ name: "l/x", data: { text: "x".repeat(512 * 1024) } }])).rejects.toThrow("larger than");
    await expect(fixture.engine.send([{ name: "inngest/function.failed" }])).rejects.toThrow("reserved");
    await expect(fixture.engine.send(Array.from({ length: 5_001 }, () => ({ name: "l/x" })))).rejects.toThrow("more than 5000");
    await expect(fixture.client.send({ name: "l/x", data: { text: "x".repeat(512 * 1024) } })).rejects.toThrow();
  });

  type Options = Parameters<Inngest.Any["createFunction"]>[0];
  const refused: [string, Partial<Options>, RegExp][] = [
    ["six cancelOn", { cancelOn: Array.from({ length: 6 }, () => ({ event: "a" })) as Options["cancelOn"] }, /cancel/],
    [
      "three concurrency options",
      { concurrency: [{ limit: 1 }, { limit: 1 }, { limit: 1 }] as unknown as Options["concurrency"] },
      /concurrency/,
    ],
    ["batches of 101", { batchEvents: { maxSize: 101, timeout: "5s" } }, /batchEvents/],
    ["21 retries", { retries: 21 as Options["retries"] }, /retries/],
    ["six-field cron", { triggers: [{ cron: "* * * * * *" }] }, /five fields/],
    ["wildcard triggers", { triggers: [{ event: "a/*" }] }, /wildcard/],
    [
      "eleven triggers",
      { triggers: Array.from({ length: 11 }, (_, n) => ({ event: `a/${n}` })) as unknown as Options["triggers"] },
      /triggers/,
    ],
    ["throttle", { throttle: { limit: 1, period: "1s" } }, /throttle is not offered/],
    ["debounce", { debounce: { period: "1s" } }, /debounce is not offered/],
    ["other operators", { triggers: [{ event: "a", if: "event.data.n > 1" }] }, /Unsupported expression/],
  ];
  test.each(refused)("a function with %s is refused at start", async (_what, options, message) => {
    const engine = fixture.another();
    const client = engineClient(engine);
    const fn = client.createFunction({ id: "bad", triggers: [{ event: "a" }], ...options }, () => undefined);
    await expect(engine.start(serve({ client, functions: [fn] }))).rejects.toThrow(message);
  });
});
