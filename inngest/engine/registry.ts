import { z } from "zod";
import { parseCron } from "./cron";
import { parseDuration } from "./durations";
import { checkExpression, checkKey, keyValue } from "./expression";
import { LIMITS } from "./limits";

const text = z.string().min(1);
const checked = (check: (value: string) => unknown) =>
  text.superRefine((value, context) => {
    try {
      check(value);
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
    }
  });
const expression = checked(checkExpression);
const key = checked(checkKey);
const period = checked((value) => {
  if (parseDuration(value) === undefined) throw new Error(`"${value}" is no duration`);
});

const trigger = z.union([z.object({ event: text, expression: expression.optional() }), z.object({ cron: checked(parseCron) })]);
const concurrency = z.object({ limit: z.number().int().min(0), key: key.optional(), scope: z.enum(["fn", "env", "account"]).optional() });
const unsupported = (what: string) => z.undefined({ error: `${what} is not offered by the embedded engine` }).optional();

const functionSchema = z.object({
  id: text,
  name: z.string().optional(),
  triggers: z.array(trigger).max(LIMITS.triggers),
  steps: z.object({
    step: z.object({ retries: z.object({ attempts: z.number().int().min(0).max(LIMITS.retries).optional() }).optional() }),
  }),
  cancel: z
    .array(z.object({ event: text, if: expression.optional(), timeout: period.optional() }))
    .max(LIMITS.cancelOn)
    .optional(),
  concurrency: z
    .union([z.number().int().min(0), concurrency, z.array(concurrency).max(LIMITS.concurrency)])
    .transform(
      (value) => (typeof value === "number" ? [{ limit: value }] : Array.isArray(value) ? value : [value]) as z.infer<typeof concurrency>[],
    )
    .optional(),
  idempotency: key.optional(),
  singleton: z.object({ key: key.optional(), mode: z.enum(["skip", "cancel"]) }).optional(),
  batchEvents: z
    .object({
      maxSize: z.number().int().min(1).max(LIMITS.batchSize),
      timeout: period.refine((value) => (parseDuration(value) ?? 0) <= LIMITS.batchTimeoutMs, "a batch waits 60 s at most"),
      key: key.optional(),
    })
    .optional(),
  throttle: unsupported("throttle"),
  rateLimit: unsupported("rateLimit"),
  debounce: unsupported("debounce"),
  priority: unsupported("priority"),
  timeouts: unsupported("timeouts"),
});

/** A registered function, checked against the limits. */
export type FunctionConfig = z.infer<typeof functionSchema>;

/** Attempts a step or discovery call gets in all. `attempts` on the wire counts the retries (default 4). */
export const maxAttempts = (fn: FunctionConfig): number => (fn.steps.step.retries?.attempts ?? 4) + 1;

/** The concurrency groups a run belongs to, in the order of the function's options. */
export function concurrencyKeys(fn: FunctionConfig, event: unknown): string[] | null {
  const options = fn.concurrency?.filter((option) => option.limit > 0) ?? [];
  if (options.length === 0) return null;
  return options.map((option, index) => {
    const scope = option.scope === "env" || option.scope === "account" ? "shared" : `${fn.id}#${index}`;
    return `${scope}:${option.key ? keyValue(option.key, event) : ""}`;
  });
}

/** The limits belonging to `concurrencyKeys`, in the same order. */
export const concurrencyLimits = (fn: FunctionConfig): number[] =>
  (fn.concurrency ?? []).filter((option) => option.limit > 0).map((option) => option.limit);

/** The functions this process can call, by id and by the event that triggers them. */
export class Registry {
  #byId = new Map<string, FunctionConfig>();
  #byEvent = new Map<string, { fn: FunctionConfig; expression: string | undefined }[]>();

  get size(): number {
    return this.#byId.size;
  }

  /**
   * Takes the `functions` list of a registration.
   * Throws an Error naming the function and what is outside the supported options or limits; then nothing changes.
   */
  register(functions: unknown): void {
    const parsed = z
      .array(z.unknown())
      .parse(functions)
      .map((raw) => {
        const result = functionSchema.safeParse(raw);
        if (result.success) return result.data;
        const id = typeof raw === "object" && raw !== null && "id" in raw ? String(raw.id) : "(no id)";
        throw new Error(
          `Function ${id}: ${result.error.issues.map((issue) => `${issue.path.join(".")}: ${describeIssue(issue)}`).join("; ")}`,
        );
      });
    const byEvent = new Map<string, { fn: FunctionConfig; expression: string | undefined }[]>();
    for (const fn of parsed) {
      for (const trigger of fn.triggers) {
        if (!("event" in trigger)) continue;
        if (trigger.event.includes("*")) throw new Error(`Function ${fn.id}: wildcard triggers are not offered by the embedded engine`);
        byEvent.set(trigger.event, [...(byEvent.get(trigger.event) ?? []), { fn, expression: trigger.expression }]);
      }
    }
    this.#byId = new Map(parsed.map((fn) => [fn.id, fn]));
    this.#byEvent = byEvent;
  }

  /** The function of that id, if this process has it. */
  find(id: string): FunctionConfig | undefined {
    return this.#byId.get(id);
  }

  /** The functions an event of that name may trigger. */
  triggeredBy(eventName: string): readonly { fn: FunctionConfig; expression: string | undefined }[] {
    return this.#byEvent.get(eventName) ?? [];
  }

  /** Every function's cron triggers. */
  crons(): { fnId: string; expression: string }[] {
    return [...this.#byId.values()].flatMap((fn) => fn.triggers.flatMap((t) => ("cron" in t ? [{ fnId: fn.id, expression: t.cron }] : [])));
  }
}

/** Issues inside a union hide behind "Invalid input": names the first concrete one instead. */
function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_union") return issue.message;
  const inner = issue.errors.flat().find((nested) => nested.code === "custom") ?? issue.errors.flat()[0];
  return inner ? describeIssue(inner) : issue.message;
}
