import { randomUUID } from "node:crypto";
import assert from "node:assert/strict";
import { type Inngest, type InngestFunction, NonRetriableError, RetryAfterError } from "inngest";
import { EDGES } from "./engine-suite-edges";
import { FLOW } from "./engine-suite-flow";
import { byNumber, dataOf, pause, Recorder, type SuiteCase } from "./engine-suite-tools";

export { pause, Recorder, type SuiteCase };

const BASICS: SuiteCase[] = [
  {
    name: "steps run once each and keep their results",
    functions: (client, recorder) => [
      client.createFunction({ id: "serial", triggers: [{ event: "suite/serial" }] }, async ({ event, step }) => {
        const { id } = dataOf(event);
        const a = await step.run("a", () => (recorder.note(`serial:${id}:ran`, "a"), 1));
        const b = await step.run("b", () => (recorder.note(`serial:${id}:ran`, "b"), { deep: ["é", null] }));
        await step.run("done", () => recorder.note(`serial:${id}`, { a, b }));
        return a;
      }),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/serial", data: { id } });
      assert.deepEqual(await recorder.wait(`serial:${id}`), [{ a: 1, b: { deep: ["é", null] } }]);
      assert.deepEqual(recorder.values(`serial:${id}:ran`), ["a", "b"]);
    },
  },
  {
    name: "sleep and sleepUntil last as long as they say",
    functions: (client, recorder) => [
      client.createFunction({ id: "sleep", triggers: [{ event: "suite/sleep" }] }, async ({ event, step }) => {
        const { id } = dataOf(event);
        const from = await step.run("from", () => Date.now());
        await step.sleep("s", "2s");
        const middle = await step.run("middle", () => Date.now());
        await step.sleepUntil("u", new Date(middle + 2_000));
        await step.run("done", () => recorder.note(`sleep:${id}`, [middle - from, Date.now() - middle]));
      }),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/sleep", data: { id } });
      const [times] = (await recorder.wait(`sleep:${id}`)) as [[number, number]];
      for (const ms of times) assert.ok(ms >= 1_950 && ms < 6_000, `slept ${ms} ms`);
    },
  },
  {
    name: "waitForEvent matches by equality only the run it belongs to",
    functions: (client, recorder) => [
      client.createFunction({ id: "wait", triggers: [{ event: "suite/wait" }] }, async ({ event, step }) => {
        const { id } = dataOf(event);
        await step.run("before", () => recorder.note(`wait:${id}:waiting`, true));
        const reply = await step.waitForEvent("w", { event: "suite/reply", timeout: "1m", if: "event.data.id == async.data.id" });
        await step.run("done", () => recorder.note(`wait:${id}`, reply && dataOf(reply).answer));
      }),
    ],
    check: async ({ client, recorder, id }) => {
      const other = `${id}-other`;
      await client.send([
        { name: "suite/wait", data: { id } },
        { name: "suite/wait", data: { id: other } },
      ]);
      await Promise.all([recorder.wait(`wait:${id}:waiting`), recorder.wait(`wait:${other}:waiting`)]);
      await pause(1_000);
      await client.send({ name: "suite/reply", data: { id, answer: "yes" } });
      assert.deepEqual(await recorder.wait(`wait:${id}`), ["yes"]);
      assert.deepEqual(recorder.values(`wait:${other}`), []);
      await client.send({ name: "suite/reply", data: { id: other, answer: "no" } });
      assert.deepEqual(await recorder.wait(`wait:${other}`), ["no"]);
    },
  },
  {
    name: "waitForEvent gives null after its timeout, and does not see an event sent before it waited",
    functions: (client, recorder) => [
      client.createFunction({ id: "wait-timeout", triggers: [{ event: "suite/wait-timeout" }] }, async ({ event, step }) => {
        const { id } = dataOf(event);
        const reply = await step.waitForEvent("w", { event: "suite/early", timeout: "2s", match: "data.id" });
        await step.run("done", () => recorder.note(`timeout:${id}`, reply));
      }),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/early", data: { id } });
      await client.send({ name: "suite/wait-timeout", data: { id } });
      assert.deepEqual(await recorder.wait(`timeout:${id}`), [null]);
    },
  },
  {
    name: "sendEvent in a step starts other functions",
    functions: (client, recorder) => [
      client.createFunction({ id: "send", triggers: [{ event: "suite/send" }] }, async ({ event, step }) => {
        const { id } = dataOf(event);
        const sent = await step.sendEvent("out", [
          { name: "suite/sent", data: { id, n: 1 } },
          { name: "suite/sent", data: { id, n: 2 } },
        ]);
        await step.run("done", () => recorder.note(`send:${id}:ids`, sent.ids.length));
      }),
      client.createFunction({ id: "on-sent", triggers: [{ event: "suite/sent" }] }, ({ event }) =>
        recorder.note(`send:${dataOf(event).id}`, dataOf(event).n),
      ),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/send", data: { id } });
      assert.deepEqual((await recorder.wait(`send:${id}`, 2)).toSorted(byNumber), [1, 2]);
      assert.deepEqual(await recorder.wait(`send:${id}:ids`), [2]);
    },
  },
  {
    name: "invoke gives the other function's result or its error",
    functions: (client, recorder) => {
      const child = client.createFunction({ id: "child", retries: 0, triggers: [{ event: "suite/never" }] }, async ({ event, step }) => {
        const { n } = dataOf(event);
        if (n === 13) throw new NonRetriableError("unlucky");
        await step.sleep("nap", "1s");
        return { doubled: (n ?? 0) * 2 };
      });
      return [
        child,
        client.createFunction({ id: "invoke", triggers: [{ event: "suite/invoke" }] }, async ({ event, step }) => {
          const { id } = dataOf(event);
          const good = await step.invoke("good", { function: child, data: { n: 21 } });
          const bad = await step.invoke("bad", { function: child, data: { n: 13 } }).catch((error: Error) => error.message);
          await step.run("done", () => recorder.note(`invoke:${id}`, { good, bad }));
        }),
      ];
    },
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/invoke", data: { id } });
      const [result] = (await recorder.wait(`invoke:${id}`)) as [{ good: unknown; bad: string }];
      assert.deepEqual(result.good, { doubled: 42 });
      assert.match(result.bad, /unlucky/);
    },
  },
  {
    name: "parallel steps run once each and come together",
    functions: (client, recorder) => [
      client.createFunction({ id: "parallel", triggers: [{ event: "suite/parallel" }] }, async ({ event, step }) => {
        const { id } = dataOf(event);
        const piece = (name: string) =>
          step.run(name, async () => {
            recorder.note(`parallel:${id}:ran`, name);
            await pause(100);
            return name;
          });
        const chain = async (name: string) => `${await piece(`${name}1`)}${await piece(`${name}2`)}`;
        const all = await Promise.all([piece("p"), chain("x"), chain("y"), step.sleep("z", "1s")]);
        await step.run("done", () => recorder.note(`parallel:${id}`, all));
      }),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/parallel", data: { id } });
      assert.deepEqual(await recorder.wait(`parallel:${id}`), [["p", "x1x2", "y1y2", null]]);
      assert.deepEqual((recorder.values(`parallel:${id}:ran`) as string[]).sort(), ["p", "x1", "x2", "y1", "y2"]);
    },
  },
  {
    name: "steps found together go on together, when the last of them is done",
    functions: (client, recorder) => [
      client.createFunction({ id: "beside", triggers: [{ event: "suite/beside" }] }, async ({ event, step }) => {
        const { id } = dataOf(event);
        recorder.note(`beside:${id}:calls`, true);
        const chain = async (): Promise<string> => {
          await step.sleep("nap", "1s");
          return step.run("after-nap", () => (recorder.note(`beside:${id}:chain`, true), "chained"));
        };
        const all = await Promise.all([step.waitForEvent("w", { event: "suite/go-on", timeout: "1m", match: "data.id" }), chain()]);
        await step.run("done", () => recorder.note(`beside:${id}`, [all[0] !== null, all[1]]));
      }),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/beside", data: { id } });
      await recorder.wait(`beside:${id}:calls`);
      await pause(2_500);
      assert.deepEqual(recorder.values(`beside:${id}:chain`), []);
      await client.send({ name: "suite/go-on", data: { id } });
      assert.deepEqual(await recorder.wait(`beside:${id}`), [[true, "chained"]]);
      assert.equal(recorder.values(`beside:${id}:chain`).length, 1);
      assert.ok(recorder.values(`beside:${id}:calls`).length < 10, `${recorder.values(`beside:${id}:calls`).length} calls`);
    },
  },
  {
    name: "RetryAfterError decides when a failed step is tried again; the attempt is counted",
    functions: (client, recorder) => [
      client.createFunction({ id: "retry-after", retries: 3, triggers: [{ event: "suite/retry" }] }, async ({ event, step, attempt }) => {
        const { id } = dataOf(event);
        await step.run("flaky", () => {
          recorder.note(`retry:${id}:attempt`, attempt);
          if (attempt < 2) throw new RetryAfterError("not yet", 1_000);
        });
        await step.run("done", () => recorder.note(`retry:${id}`, "ok"));
      }),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/retry", data: { id } });
      await recorder.wait(`retry:${id}`);
      assert.deepEqual(recorder.values(`retry:${id}:attempt`), [0, 1, 2]);
    },
  },
  {
    name: "a step that stays broken throws into the function, which may catch it",
    functions: (client, recorder) => [
      client.createFunction({ id: "caught", retries: 0, triggers: [{ event: "suite/caught" }] }, async ({ event, step }) => {
        const { id } = dataOf(event);
        const caught = await step
          .run("broken", () => {
            throw new Error("broken step");
          })
          .catch((error: Error) => error.message);
        await step.run("done", () => recorder.note(`caught:${id}`, caught));
      }),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/caught", data: { id } });
      assert.match(String((await recorder.wait(`caught:${id}`))[0]), /broken step/);
    },
  },
  {
    name: "onFailure is told the error and the event after a NonRetriableError, at once",
    functions: (client, recorder) => [
      client.createFunction(
        {
          id: "fatal",
          retries: 4,
          triggers: [{ event: "suite/fatal" }],
          onFailure: ({ error, event }: { error: Error; event: { data: { event: { data?: unknown } } } }) =>
            recorder.note(`fatal:${dataOf(event.data.event).id}`, error.message),
        },
        async ({ event, step }) => {
          await step.run("fatal", () => {
            recorder.note(`fatal:${dataOf(event).id}:ran`, true);
            throw new NonRetriableError("no way");
          });
        },
      ),
    ],
    check: async ({ client, recorder, id }) => {
      await client.send({ name: "suite/fatal", data: { id } });
      assert.match(String((await recorder.wait(`fatal:${id}`))[0]), /no way/);
      assert.equal(recorder.values(`fatal:${id}:ran`).length, 1);
    },
  },
  {
    name: "cancelOn stops the run the event names and no other",
    functions: (client, recorder) => [
      client.createFunction(
        {
          id: "cancel",
          triggers: [{ event: "suite/cancelme" }],
          cancelOn: [{ event: "suite/cancel", if: "event.data.id == async.data.id" }],
        },
        async ({ event, step }) => {
          const { id } = dataOf(event);
          await step.run("begun", () => recorder.note(`cancel:${id}:begun`, true));
          await step.sleep("long", "3s");
          await step.run("done", () => recorder.note(`cancel:${id}`, "finished"));
        },
      ),
    ],
    check: async ({ client, recorder, id }) => {
      const other = `${id}-other`;
      await client.send([
        { name: "suite/cancelme", data: { id } },
        { name: "suite/cancelme", data: { id: other } },
      ]);
      await Promise.all([recorder.wait(`cancel:${id}:begun`), recorder.wait(`cancel:${other}:begun`)]);
      await pause(500);
      await client.send({ name: "suite/cancel", data: { id } });
      await recorder.wait(`cancel:${other}`);
      await pause(1_500);
      assert.deepEqual(recorder.values(`cancel:${id}`), []);
    },
  },
];

/** The workflow suite: only what the product may use, so that it behaves alike on the embedded engine and on Inngest. */
export const SUITE: SuiteCase[] = [...BASICS, ...FLOW, ...EDGES];

/** Runs one case with an id of its own. Throws what the case found wrong. */
export async function runCase(suiteCase: SuiteCase, client: Inngest.Any, recorder: Recorder): Promise<void> {
  await suiteCase.check({ client, recorder, id: randomUUID().slice(0, 8) });
}

/** The functions of all cases. */
export const suiteFunctions = (client: Inngest.Any, recorder: Recorder): InngestFunction.Any[] =>
  SUITE.flatMap((suiteCase) => suiteCase.functions(client, recorder));
