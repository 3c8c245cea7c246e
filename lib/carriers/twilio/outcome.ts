/** Turns what a Twilio request threw into an outcome or into `CarrierUnavailable`. */
import { z } from "zod";
import { neverConnected, notHandled, retryAfter, timedOut } from "@/lib/carriers/network";
import { neverWritten } from "@/lib/carriers/twilio/client";
import { twilioCode, twilioFailure } from "@/lib/carriers/twilio/codes";
import { CarrierUnavailable, type Refused, type Uncertain } from "@/lib/carriers/types";

/** The SDK's exceptions for an answer: a status, and a code where the body was Twilio's. */
const answer = z.object({ status: z.number().int().min(300), code: z.number().int().optional().catch(undefined) });

/** True for an error of the connection. It may carry the status of an answer that broke off – even of a success. */
const fromTransport = (error: unknown) => error instanceof Error && "isAxiosError" in error;

function answered(error: unknown): z.output<typeof answer> | undefined {
  return fromTransport(error) ? undefined : answer.safeParse(error).data;
}

function refusedByStatus(status: number, wait: number | undefined): Refused | Uncertain {
  const seconds = wait === undefined ? {} : { retryAfterSeconds: wait };
  const code = `http-${status}`;
  if (status === 429) return { kind: "refused", failure: "rate", code, message: "too many requests", ...seconds };
  if (status === 401 || status === 403) return { kind: "refused", failure: "account", code, message: "keys refused" };
  if (notHandled.has(status)) return { kind: "refused", failure: "passing", code, message: "not handled", ...seconds };
  if (status >= 500) return { kind: "uncertain", reason: "bad-answer" };
  return { kind: "refused", failure: "permanent", code, message: "request refused" };
}

/**
 * The outcome of a send that threw. `waitHeader`: the answer's `Retry-After`.
 * A 5xx other than 503 and an unreadable answer are "uncertain": they may have come after the message was accepted.
 */
export function twilioOutcome(error: unknown, waitHeader?: string): Refused | Uncertain {
  const parsed = answered(error);
  if (parsed) {
    const wait = retryAfter(waitHeader);
    const { status, code } = parsed;
    if (code === undefined || (status >= 500 && status !== 503)) return refusedByStatus(status, wait);
    return {
      kind: "refused",
      failure: twilioFailure(code),
      code: String(code),
      message: twilioCode(code).meaning,
      ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
    };
  }
  if (neverConnected(error) || neverWritten(error))
    return { kind: "refused", failure: "passing", code: "network", message: "no connection to the carrier" };
  if (!fromTransport(error)) return { kind: "uncertain", reason: "bad-answer" };
  return { kind: "uncertain", reason: timedOut(error) ? "timeout" : "connection-lost" };
}

/** True where a look-up was answered with "no such thing". */
export function isNotFound(error: unknown): boolean {
  return answered(error)?.status === 404;
}

/** The typed error for a look-up that threw. */
export function unavailable(error: unknown): CarrierUnavailable {
  const outcome = twilioOutcome(error);
  return new CarrierUnavailable("twilio", outcome.kind === "refused" ? outcome.code : outcome.reason, { cause: error });
}
