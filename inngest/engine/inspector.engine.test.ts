import { afterAll, beforeAll, expect, test } from "vitest";
import { pause } from "@/tests/support/engine-suite";
import { type Fixture, startFixture } from "./engine.fixture";
import { createInspector, type Inspector } from "./index";

let fixture: Fixture;
let inspector: Inspector;
let broken = true;

beforeAll(async () => {
  fixture = await startFixture(
    (client) => [
      client.createFunction({ id: "mended", retries: 0, triggers: [{ event: "i/mended" }] }, async ({ step }) => {
        await step.run("good", () => 1);
        await step.run("bad", () => {
          if (broken) throw new TypeError("broken for now");
        });
      }),
      client.createFunction({ id: "sleeper", triggers: [{ event: "i/sleep" }] }, async ({ step }) => step.sleep("nap", "300d")),
    ],
    { subjectKey: "clinic" },
  );
  inspector = createInspector({ connectionString: fixture.url, appId: "test", now: fixture.now });
});
afterAll(async () => {
  await inspector.close();
  await fixture.close();
});

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < 200; i++) {
    const got = await ask();
    if (got !== undefined) return got;
    await pause(50);
  }
  throw new Error("it did not happen in time");
}

test("[OPS-04] another process lists the runs of one subject only, with their steps and errors", async () => {
  await fixture.client.send([
    { name: "i/mended", data: { clinic: "a" } },
    { name: "i/sleep", data: { clinic: "b" } },
    { name: "i/sleep", data: {} },
  ]);
  const failed = await until(async () => (await inspector.runs({ subject: "a", status: "failed" }))[0]);
  expect(failed).toMatchObject({ functionId: "test-mended", subject: "a", errorName: "TypeError", errorMessage: "broken for now" });
  expect((await inspector.runs({ subject: "a" })).map((run) => run.id)).toEqual([failed.id]);
  expect(await inspector.runs({ subject: "c" })).toEqual([]);
  expect(await inspector.runs({})).toHaveLength(3);
  expect((await inspector.run(failed.id))?.stepList.map((step) => step.name)).toEqual(["good", "bad"]);
});

test("[OPS-04] another process retries a failed run, which a worker then finishes, and cancels a sleeping one", async () => {
  const [failed] = await inspector.runs({ subject: "a" });
  broken = false;
  await inspector.retryRun(failed!.id);
  await until(async () => ((await inspector.run(failed!.id))?.status === "completed" ? true : undefined));
  await expect(inspector.retryRun(failed!.id)).rejects.toThrow("cannot be retried");
  const [asleep] = await inspector.runs({ subject: "b" });
  await inspector.cancelRun(asleep!.id);
  expect(await inspector.run(asleep!.id)).toMatchObject({ status: "cancelled" });
  expect(await inspector.metrics()).toMatchObject({ running: 1, workers: 1 });
});
