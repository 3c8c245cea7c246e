/** The one place that makes a Resend client: key, time-out, and the stand-in's address. */
import { AsyncLocalStorage } from "node:async_hooks";
import { Resend } from "resend";
import { z } from "zod";
import { resendErrors } from "@/lib/carriers/resend/errors";

export type ResendOptions = {
  apiKey: string;
  /** Address of a stand-in; without it Resend itself. */
  baseUrl?: string;
  /** How long one request may take, in milliseconds. */
  timeoutMs: number;
};

const HOST = "https://api.resend.com";

type Trouble = { error?: unknown };
const troubleOf = new AsyncLocalStorage<Trouble>();

type SdkAnswer<T> = Awaited<ReturnType<typeof Resend.prototype.fetchRequest<T>>>;

/**
 * The SDK's client with one step of its own: the SDK folds every broken connection into one error without its cause,
 * but whether the request left is what decides if the message may be tried again. Redirects are not followed and nothing is retried.
 */
class Client extends Resend {
  constructor(private readonly settings: ResendOptions) {
    super(settings.apiKey, { baseUrl: settings.baseUrl?.replace(/\/$/, "") ?? HOST });
  }
  override async fetchRequest<T>(path: string, options: RequestInit = {}): Promise<SdkAnswer<T>> {
    try {
      const init: RequestInit = { ...options, redirect: "manual", signal: AbortSignal.timeout(this.settings.timeoutMs) };
      return await readAnswer<T>(await fetch(`${this.baseUrl}${path}`, init));
    } catch (error) {
      const slot = troubleOf.getStore();
      if (slot) slot.error = error;
      const message = "no usable answer";
      return { data: null, error: { name: "application_error", statusCode: null, message }, headers: null };
    }
  }
}

async function readAnswer<T>(response: Response): Promise<SdkAnswer<T>> {
  const headers = Object.fromEntries(response.headers.entries());
  const text = await response.text();
  if (response.ok) {
    const data: T = JSON.parse(text);
    return { data, error: null, headers };
  }
  return { data: null, error: { name: errorName(text), statusCode: response.status, message: response.statusText }, headers };
}

const errorShape = z.object({ name: z.enum(resendErrors) });

/** The error's name; a proxy's error page has none, and then the status says enough. */
function errorName(text: string): (typeof resendErrors)[number] {
  try {
    return errorShape.safeParse(JSON.parse(text)).data?.name ?? "application_error";
  } catch {
    return "application_error";
  }
}

/** Runs one request and gives what it answered together with the connection's error, where there was one. */
export async function withTrouble<T>(run: () => Promise<T>): Promise<{ answer: T; trouble: unknown }> {
  const slot: Trouble = {};
  const answer = await troubleOf.run(slot, run);
  return { answer, trouble: slot.error };
}

/** Makes a client. */
export function resendClient(options: ResendOptions): Resend {
  return new Client(options);
}
