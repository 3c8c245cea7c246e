import pino, { type Logger } from "pino";
import { env } from "@/lib/env";
import { currentRequestId } from "@/lib/request-id";

/*
 * Structured logs without patient data: callers log ids, codes and counts, never rows or messages. What slips in under
 * one of these names is cut out before it is written; errors are reduced to their type, code and place (an error's text
 * may quote a value, as Postgres does).
 */
const NAMES = [
  "password",
  "token",
  "secret",
  "authorization",
  "cookie",
  "email",
  "phone",
  "address",
  "to",
  "from",
  "body",
  "subject",
  "text",
  "name",
  "firstName",
  "lastName",
  "birthDate",
  "value",
  "payload",
];

/** What a log may say of an error: no message, since messages quote data. */
export function describeError(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 6)
    .map((line) => line.trim());
  return { type: error.name, ...(typeof code === "string" ? { code } : {}), stack: frames.join(" | ") };
}

/** A logger at a level, writing JSON lines to `stream` (standard output without). */
export function createLogger(level: string, stream?: pino.DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service: "luma" },
      timestamp: pino.stdTimeFunctions.isoTime,
      // Lines written while a request or run is worked on carry its id; a line's own `requestId` wins.
      mixin: () => {
        const requestId = currentRequestId();
        return requestId === undefined ? {} : { requestId };
      },
      redact: { paths: NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), remove: true },
      serializers: { err: describeError, error: describeError },
    },
    stream ?? pino.destination({ fd: 1, sync: false }),
  );
}

let logger: Logger | undefined;

/** The process's logger. Give it a `requestId` and ids: `log().warn({ requestId, key }, "setting-invalid")`. */
export function log(): Logger {
  return (logger ??= createLogger(env().LOG_LEVEL));
}
