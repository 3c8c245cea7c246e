import { EventEmitter } from "node:events";
import { Logger, run, type Runner, type WorkerEvents } from "graphile-worker";
import { type Caller, SupersededError } from "./calls";
import type { Core } from "./core";
import type { Presence } from "./presence";
import { routeStored } from "./routing";
import type { Job } from "./types";

/** Runs graphile-worker over the engine's two tasks, and starts it again should it give up (lost database). */
export class Workers {
  #runner: Runner | undefined;
  #stopped = false;
  #watching: Promise<void> | undefined;

  constructor(
    private readonly core: Core,
    private readonly caller: Caller,
    private readonly presence: Presence,
    private readonly concurrency: number,
  ) {}

  async start(): Promise<void> {
    this.#runner = await this.#run();
    this.#watching = this.#watch();
  }

  /** Lets calls under way finish and gives fetched jobs back. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.caller.stop();
    await this.#runner?.stop().catch((error: unknown) => this.#warn("engine: workers did not stop cleanly", error));
    await this.#watching;
  }

  #warn(message: string, error: unknown): void {
    this.core.log("warn", message, { error: error instanceof Error ? error.message : String(error) });
  }

  async #watch(): Promise<void> {
    while (!this.#stopped) {
      await this.#runner?.promise.catch((error: unknown) => this.#warn("engine: the job runner failed", error));
      if (this.#stopped) return;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      try {
        if (!this.#stopped) this.#runner = await this.#run();
      } catch (error) {
        this.#warn("engine: the job runner could not be started again", error);
      }
    }
  }

  #run(): Promise<Runner> {
    const events: WorkerEvents = new EventEmitter();
    let poolId: string | undefined;
    events.on("pool:create", ({ workerPool }) => {
      poolId = workerPool.id;
      this.presence.addPool(workerPool.id);
    });
    events.on("pool:release", () => {
      if (poolId !== undefined) this.presence.removePool(poolId);
    });
    return run({
      pgPool: this.core.pool,
      events,
      noHandleSignals: true,
      logger: new Logger(() => (level, message) => {
        const name = String(level);
        if (name === "error" || name === "warning") this.core.log(name === "error" ? "error" : "warn", `engine: ${message}`);
      }),
      preset: {
        worker: {
          concurrentJobs: this.concurrency,
          pollInterval: 1_000,
          localQueue: { size: this.concurrency * 2 },
          completeJobBatchDelay: 0,
        },
      },
      taskList: {
        "engine:call": (payload: unknown) => this.#call(payload as Job),
        "engine:route": (payload: unknown) => routeStored(this.core, (payload as { ids: string[] }).ids),
      },
    });
  }

  async #call(job: Job): Promise<void> {
    try {
      await this.caller.run(job);
    } catch (error) {
      if (!(error instanceof SupersededError)) this.#warn("engine: a call could not be carried out and is tried again", error);
      throw error;
    }
  }
}
