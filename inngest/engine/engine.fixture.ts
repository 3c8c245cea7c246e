import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { testDatabase } from "@/tests/support/db";
import { createEngine, type Engine, type EngineOptions, migrateEngine } from "./index";

export type Fixture = {
  url: string;
  client: Inngest.Any;
  engine: Engine;
  /** The product clock: real time plus `advance`d milliseconds. */
  now: () => Date;
  advance: (ms: number) => void;
  /** Another engine on the same database, not started. */
  another: (options?: Partial<EngineOptions>) => Engine;
  close: () => Promise<void>;
};

/** A client whose requests go to the engine; checkpoints after every step. */
export function engineClient(engine: Engine): Inngest.Any {
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
  return new Inngest({
    id: "test",
    isDev: true,
    baseUrl: "http://engine.local",
    fetch: engine.fetch,
    checkpointing: { bufferedSteps: 1 },
    logger: silent,
  });
}

/** A started engine with the given functions on an empty database of its own. */
export async function startFixture(
  functions: (client: Inngest.Any) => InngestFunction.Any[],
  options: Partial<EngineOptions> = {},
): Promise<Fixture> {
  const database = await testDatabase({ empty: true });
  await migrateEngine(database.urls.engine);
  let offset = 0;
  const now = (): Date => new Date(Date.now() + offset);
  const make = (more: Partial<EngineOptions> = {}): Engine =>
    createEngine({ connectionString: database.urls.engine, appId: "test", now, ...options, ...more });
  const engine = make();
  const client = engineClient(engine);
  await engine.start(serve({ client, functions: functions(client) }));
  const others: Engine[] = [];
  return {
    url: database.urls.engine,
    client,
    engine,
    now,
    advance: (ms) => (offset += ms),
    another: (more) => {
      const other = make(more);
      others.push(other);
      return other;
    },
    close: async () => {
      for (const each of [engine, ...others]) await each.stop();
      await database.drop();
    },
  };
}
