import assert from "node:assert/strict";
import { byNumber, dataOf, pause, type SuiteCase } from "./engine-suite-tools";

/** Which runs begin and how many go on at once: concurrency, idempotency, singletons, batches. */
export const FLOW: SuiteCase[] = [
  {
    name: "concurrency with a key limits each key by itself",
    functions: (client, recorder) => [
      client.createFunction(
        { id: "conc", concurrency: { limit: 2, key: "event.data.org" }, triggers: [{ event: "suite/conc" }] },
        async ({ event, step }) => {
          const { id, org } = dataOf(event);
          await step.run("work", async () => {
            recorder.note(`conc:${id}`, [org, +1]);
            await pause(300);
            recorder.note(`conc:${id}`, [org, -1]);
          });
          recorder.note(`conc:${id}:done`, org);
        },
      ),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send(Array.from({ length: 10 }, (_, n) => ({ name: "suite/conc", data: { id, org: `${id}-${n % 2}` } })));
      await recorder.wait(`conc:${id}:done`, 10, 40_000);
      const running = new Map<string, number>();
      let most = 0;
      for (const [org, change] of recorder.values(`conc:${id}`) as [string, number][]) {
        running.set(org, (running.get(org) ?? 0) + change);
        most = Math.max(most, running.get(org) ?? 0);
      }
      assert.ok(most <= 2, `${most} at once for one key`);
    },
  },
  {
    name: "idempotency, a repeated event id and singleton each start one run",
    functions: (client, recorder) => [
      client.createFunction({ id: "idem", idempotency: "event.data.id", triggers: [{ event: "suite/idem" }] }, ({ event }) =>
        recorder.note(`idem:${dataOf(event).id}`, dataOf(event).n),
      ),
      client.createFunction({ id: "once", triggers: [{ event: "suite/once" }] }, ({ event }) =>
        recorder.note(`once:${dataOf(event).id}`, dataOf(event).n),
      ),
      client.createFunction(
        { id: "single", singleton: { key: "event.data.id", mode: "skip" }, triggers: [{ event: "suite/single" }] },
        async ({ event, step }) => {
          await step.run("begun", () => recorder.note(`single:${dataOf(event).id}`, dataOf(event).n));
          await step.sleep("hold", "2s");
        },
      ),
    ],
    check: async ({ client, recorder, id }) => {
      for (const n of [1, 2]) {
        await client.send({ name: "suite/idem", data: { id, n } });
        await client.send({ name: "suite/once", id: `once-${id}`, data: { id, n } });
        await client.send({ name: "suite/single", data: { id, n } });
        await pause(400);
      }
      await Promise.all(["idem", "once", "single"].map((topic) => recorder.wait(`${topic}:${id}`)));
      await pause(1_000);
      // Which of the two came first to a busy server is not promised.
      for (const topic of ["idem", "once", "single"]) assert.equal(recorder.values(`${topic}:${id}`).length, 1, topic);
    },
  },
  {
    name: "batchEvents gathers up to its size or its time",
    functions: (client, recorder) => [
      client.createFunction(
        { id: "batch", batchEvents: { maxSize: 3, timeout: "3s" }, triggers: [{ event: "suite/batch" }] },
        ({ events }) =>
          recorder.note(
            "batch",
            events.map((event: { data?: unknown }) => [dataOf(event).id, dataOf(event).n]),
          ),
      ),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send([1, 2, 3, 4].map((n) => ({ name: "suite/batch", data: { id, n } })));
      const seen = (): number[] =>
        (recorder.values("batch") as [string, number][][])
          .flat()
          .filter(([of]) => of === id)
          .map(([, n]) => n)
          .toSorted(byNumber);
      for (let i = 0; i < 200 && seen().length < 4; i++) await pause(50);
      assert.deepEqual(seen(), [1, 2, 3, 4]);
      const sizes = (recorder.values("batch") as [string, number][][])
        .filter((list) => list.some(([of]) => of === id))
        .map((list) => list.length);
      assert.deepEqual(sizes.toSorted(byNumber), [1, 3]);
    },
  },
];
