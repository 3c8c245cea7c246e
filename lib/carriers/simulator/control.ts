/** A typed client for the stand-in's control API, for the Simulator screen and for tests. */
import { z } from "zod";
import type { Behaviour, Carrier } from "@/lib/carriers/simulator/behaviour";
import {
  callView,
  changesView,
  emailView,
  inboxView,
  logView,
  phoneView,
  replyView,
  textView,
  type AccountInput,
  type NumberInput,
} from "@/lib/carriers/simulator/views";

export type * from "@/lib/carriers/simulator/views";

/** The stand-in said no: `status` 404 (unknown), 409 (not possible now), 422 (unusable input), 0 (not running). */
export class SimulatorError extends Error {
  override readonly name = "SimulatorError";
  constructor(
    readonly status: number,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

const TIMEOUT_MS = 30_000;
const said = z.object({ message: z.string() });

/** The client for a stand-in at `url`. Every call throws `SimulatorError`. */
export function simulatorControl(url: string) {
  async function call<S extends z.ZodType>(schema: S, path: string, body?: unknown): Promise<z.output<S>> {
    const init: RequestInit =
      body === undefined
        ? { signal: AbortSignal.timeout(TIMEOUT_MS) }
        : { method: "POST", body: JSON.stringify(body), signal: AbortSignal.timeout(TIMEOUT_MS) };
    let answer: Response;
    try {
      answer = await fetch(new URL(`/_sim/${path}`, url), init);
    } catch (cause) {
      throw new SimulatorError(0, "the simulator does not answer", { cause });
    }
    const json: unknown = await answer.json();
    if (!answer.ok) throw new SimulatorError(answer.status, said.safeParse(json).data?.message ?? "refused");
    return schema.parse(json);
  }
  const at = encodeURIComponent;
  return {
    phones: () => call(z.array(phoneView), "phones"),
    /** A phone's texts, newest first. */
    thread: (number: string, limit = 200) => call(z.array(textView), `phones/${at(number)}?limit=${limit}`),
    inboxes: () => call(z.array(inboxView), "inboxes"),
    /** An address's e-mails, newest first. */
    inbox: (address: string, limit = 200) => call(z.array(emailView), `inboxes/${at(address)}?limit=${limit}`),
    /** Calls, newest first; of one phone, where given. */
    calls: (phone?: string) => call(z.array(callView), phone === undefined ? "calls" : `calls/${at(phone)}`),
    call: (sid: string) => call(callView, `calls/${at(sid)}`),
    answer: (sid: string) => call(callView, `calls/${at(sid)}/answer`, {}),
    /** Voicemail takes the call. */
    voicemail: (sid: string) => call(callView, `calls/${at(sid)}/voicemail`, {}),
    hangUp: (sid: string) => call(callView, `calls/${at(sid)}/hangup`, {}),
    /** Calls one of our numbers as the patient; it is answered at once. */
    callIn: (numbers: { from: string; to: string }) => call(callView, "incoming-call", numbers),
    press: (sid: string, digits: string) => call(callView, `calls/${at(sid)}/keys`, { digits }),
    /** Writes a text as the patient; resolves when the product answered the webhook. */
    reply: (text: { from: string; to: string; body: string }) => call(replyView, "reply", text),
    /** Makes an account known, or its new keys. */
    addAccount: (account: AccountInput) => call(z.unknown(), "accounts", account).then(() => undefined),
    registerNumber: (number: NumberInput) => call(z.object({ number: z.string() }), "numbers", number),
    /** Changes the fields given; without any it behaves well again. */
    behave: (carrier: Carrier, fields: Partial<Behaviour> = {}) =>
      call(z.unknown(), "behaviour", { carrier, ...fields }).then(() => undefined),
    log: (after = 0, limit = 10_000) => call(logView, `log?after=${after}&limit=${limit}`),
    /** What happened after a cursor; waits up to `waitMs` (≤ 25 s) for something. */
    changes: (since: number, waitMs = 0) => call(changesView, `changes?since=${since}&wait=${waitMs}`),
  };
}
