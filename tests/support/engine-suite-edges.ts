import assert from "node:assert/strict";
import { NonRetriableError, RetryAfterError } from "inngest";
import { byNumber, dataOf, pause, type SuiteCase } from "./engine-suite-tools";

/** The corners in which two engines differ most easily. */
export const EDGES: SuiteCase[] = [
  {
    name: "an error thrown outside steps is retried with the finished steps remembered",
    functions: (client, recorder) => [
      client.createFunction({ id: "outside", retries: 2, triggers: [{ event: "suite/outside" }] }, async ({ event, step, attempt }) => {
        const { id } = dataOf(event);
        await step.run("kept", () => recorder.note(`outside:${id}:kept`, true));
        recorder.note(`outside:${id}:attempt`, attempt);
        if (attempt < 1) throw new RetryAfterError("outside", 1_000);
        await step.run("done", () => recorder.note(`outside:${id}`, true));
      }),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/outside", data: { id } });
      await recorder.wait(`outside:${id}`);
      assert.equal(recorder.values(`outside:${id}:kept`).length, 1);
      assert.ok((recorder.values(`outside:${id}:attempt`) as number[]).includes(1));
    },
  },
  {
    name: "one of several parallel steps failing leaves the others their results",
    functions: (client, recorder) => [
      client.createFunction({ id: "settled", retries: 0, triggers: [{ event: "suite/settled" }] }, async ({ event, step }) => {
        const { id } = dataOf(event);
        const results = await Promise.allSettled([
          step.run("good", () => 1),
          step.run("bad", () => {
            throw new NonRetriableError("bad one");
          }),
          step.run("also", () => 3),
        ]);
        await step.run("done", () =>
          recorder.note(
            `settled:${id}`,
            results.map((result) => (result.status === "fulfilled" ? result.value : (result.reason as Error).message)),
          ),
        );
      }),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/settled", data: { id } });
      const [[good, bad, also]] = (await recorder.wait(`settled:${id}`)) as [[number, string, number]];
      assert.deepEqual([good, also], [1, 3]);
      assert.match(bad, /bad one/);
    },
  },
  {
    name: "a step id used again in a loop is another step",
    functions: (client, recorder) => [
      client.createFunction({ id: "loop", triggers: [{ event: "suite/loop" }] }, async ({ event, step }) => {
        const { id } = dataOf(event);
        const sums: number[] = [];
        for (let i = 0; i < 4; i++) {
          sums.push(await step.run("same", () => (recorder.note(`loop:${id}:ran`, i), i)));
          if (i === 1) await step.sleep("same-nap", "1s");
        }
        await step.run("done", () => recorder.note(`loop:${id}`, sums));
      }),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/loop", data: { id } });
      assert.deepEqual(await recorder.wait(`loop:${id}`), [[0, 1, 2, 3]]);
      assert.deepEqual(recorder.values(`loop:${id}:ran`), [0, 1, 2, 3]);
    },
  },
  {
    name: "expressions: literals, && and has(); a key missing on both sides is equal",
    functions: (client, recorder) => [
      client.createFunction(
        { id: "expression", triggers: [{ event: "suite/expression", if: "event.data.n == 1" }] },
        async ({ event, step }) => {
          const { id } = dataOf(event);
          const wait = (name: string, condition: string) =>
            step.waitForEvent(name, { event: "suite/expressed", timeout: "4s", if: condition });
          const found = await Promise.all([
            wait("literal", "event.data.id == async.data.id && async.data.answer == 'yes'"),
            wait("wrong", "event.data.id == async.data.id && async.data.answer == 'no'"),
            wait("has", "event.data.id == async.data.id && has(async.data.answer)"),
            wait("missing", "event.data.id == async.data.id && event.data.org == async.data.org"),
          ]);
          await step.run("done", () =>
            recorder.note(
              `expression:${id}`,
              found.map((reply) => reply !== null),
            ),
          );
        },
      ),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send([
        { name: "suite/expression", data: { id, n: 1 } },
        { name: "suite/expression", data: { id: `${id}-not`, n: 2 } },
      ]);
      await pause(1_500);
      await client.send({ name: "suite/expressed", data: { id, answer: "yes" } });
      assert.deepEqual(await recorder.wait(`expression:${id}`), [[true, false, true, true]]);
      assert.deepEqual(recorder.values(`expression:${id}-not`), []);
    },
  },
  {
    name: "singleton mode cancel: the newer run replaces the older",
    functions: (client, recorder) => [
      client.createFunction(
        { id: "newest", singleton: { key: "event.data.id", mode: "cancel" }, triggers: [{ event: "suite/newest" }] },
        async ({ event, step }) => {
          const { id, n } = dataOf(event);
          await step.run("begun", () => recorder.note(`newest:${id}:begun`, n));
          await step.sleep("nap", "3s");
          await step.run("done", () => recorder.note(`newest:${id}`, n));
        },
      ),
    ],
    check: async ({ client, recorder, id }) => {
      for (const n of [1, 2]) {
        await client.send({ name: "suite/newest", data: { id, n } });
        await recorder.wait(`newest:${id}:begun`, n);
        await pause(500);
      }
      await recorder.wait(`newest:${id}`);
      await pause(1_000);
      assert.deepEqual(recorder.values(`newest:${id}`), [2]);
    },
  },
  {
    name: "a batch with a key holds only events of that key",
    functions: (client, recorder) => [
      client.createFunction(
        { id: "keyed-batch", batchEvents: { maxSize: 2, timeout: "3s", key: "event.data.org" }, triggers: [{ event: "suite/keyed" }] },
        ({ events }) => {
          const list = events.map((event: { data?: unknown }) => dataOf(event));
          recorder.note(`keyed:${list[0]?.id}`, [new Set(list.map((data: { org?: string }) => data.org)).size, list.length]);
        },
      ),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send([1, 2, 3, 4].map((n) => ({ name: "suite/keyed", data: { id, n, org: `${id}-${n % 2}` } })));
      assert.deepEqual(await recorder.wait(`keyed:${id}`, 2), [
        [1, 2],
        [1, 2],
      ]);
    },
  },
  {
    name: "an event may wake several waiting runs and start others",
    functions: (client, recorder) => [
      client.createFunction({ id: "herd", triggers: [{ event: "suite/herd" }] }, async ({ event, step }) => {
        const { id, n } = dataOf(event);
        await step.run("begun", () => recorder.note(`herd:${id}:begun`, n));
        const reply = await step.waitForEvent("w", { event: "suite/herd-go", timeout: "30s", match: "data.id" });
        await step.run("done", () => recorder.note(`herd:${id}`, reply === null ? null : n));
      }),
      client.createFunction({ id: "herd-go", triggers: [{ event: "suite/herd-go" }] }, ({ event }) =>
        recorder.note(`herd:${dataOf(event).id}:started`, true),
      ),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send([1, 2, 3].map((n) => ({ name: "suite/herd", data: { id, n } })));
      await recorder.wait(`herd:${id}:begun`, 3);
      await pause(1_000);
      await client.send({ name: "suite/herd-go", data: { id } });
      assert.deepEqual((await recorder.wait(`herd:${id}`, 3)).toSorted(byNumber), [1, 2, 3]);
      await recorder.wait(`herd:${id}:started`);
    },
  },
  {
    name: "a function that fails for good fails the run that invoked it, unless caught; its onFailure runs too",
    functions: (client, recorder) => {
      const child = client.createFunction(
        {
          id: "doomed-child",
          retries: 0,
          triggers: [{ event: "suite/never" }],
          onFailure: ({ event }: { event: { data: { event: { data?: unknown } } } }) =>
            recorder.note(`doomed:${dataOf(event.data.event).id}`, "child"),
        },
        async ({ step }) => {
          await step.run("fails", () => {
            throw new Error("child fails");
          });
        },
      );
      return [
        child,
        client.createFunction(
          {
            id: "doomed",
            retries: 0,
            triggers: [{ event: "suite/doomed" }],
            onFailure: ({ event }: { event: { data: { event: { data?: unknown } } } }) =>
              recorder.note(`doomed:${dataOf(event.data.event).id}`, "parent"),
          },
          async ({ event, step }) => {
            await step.invoke("child", { function: child, data: { id: dataOf(event).id } });
          },
        ),
      ];
    },
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/doomed", data: { id } });
      assert.deepEqual(new Set(await recorder.wait(`doomed:${id}`, 2)), new Set(["child", "parent"]));
    },
  },
];
