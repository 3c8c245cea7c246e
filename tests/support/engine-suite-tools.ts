import type { Inngest, InngestFunction } from "inngest";

/** What functions of the suite noted down, in order. They run in this process, whichever engine calls them. */
export class Recorder {
  readonly notes: { topic: string; value: unknown; at: number }[] = [];

  note(topic: string, value: unknown): void {
    this.notes.push({ topic, value, at: Date.now() });
  }

  /** The values noted under a topic so far. */
  values(topic: string): unknown[] {
    return this.notes.filter((note) => note.topic === topic).map((note) => note.value);
  }

  /** Waits until a topic has `count` values and gives them. Throws after `ms`. */
  async wait(topic: string, count = 1, ms = 20_000): Promise<unknown[]> {
    const until = Date.now() + ms;
    while (Date.now() < until) {
      const values = this.values(topic);
      if (values.length >= count) return values;
      await pause(25);
    }
    throw new Error(`${topic}: ${this.values(topic).length} of ${count} after ${ms} ms`);
  }
}

/** Waits. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a check is given; `id` marks the case's own events. */
type Context = { client: Inngest.Any; recorder: Recorder; id: string };

/** One behaviour both engines must show: the functions it needs and a check that throws if they behave otherwise. */
export type SuiteCase = {
  name: string;
  functions: (client: Inngest.Any, recorder: Recorder) => InngestFunction.Any[];
  check: (context: Context) => Promise<void>;
};

/** The data of the suite's events. */
export type StepData = { id: string; n?: number; org?: string; answer?: string };
export const byNumber = (a: unknown, b: unknown): number => Number(a) - Number(b);
/** An event's data. */
export const dataOf = (event: { data?: unknown }): StepData => event.data as StepData;
