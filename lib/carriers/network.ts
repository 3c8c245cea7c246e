/**
 * What a failed request tells about the message in it. The line that matters: did anything leave this machine?
 * Before it: "passing", may be repeated. After it: "uncertain", must not be repeated without proof.
 */
import { z } from "zod";

const errorShape = z.object({
  code: z.string().optional().catch(undefined),
  syscall: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
});

/** Codes of Node's own fetch for a connection that never came about. */
const beforeConnection = new Set(["UND_ERR_CONNECT_TIMEOUT"]);
const timeouts = new Set(["ETIMEDOUT", "ECONNABORTED", "ERR_CANCELED", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/** The error itself, what caused it, and the parts of an aggregate (both address families tried), outermost first. */
function chain(error: unknown, depth = 0): unknown[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const parts: unknown[] = error instanceof AggregateError ? error.errors : [];
  return [error, ...chain(error.cause, depth + 1), ...parts.flatMap((part) => chain(part, depth + 1))];
}

/**
 * True only where it is certain that no connection was made, so that no request can have arrived:
 * name look-up, refusal, no route, TLS refusal by us.
 */
export function neverConnected(error: unknown): boolean {
  return chain(error).some((link) => {
    const { code, syscall } = errorShape.parse(link);
    return (
      syscall === "connect" ||
      syscall === "getaddrinfo" ||
      (code !== undefined && (beforeConnection.has(code) || code.startsWith("CERT_") || code.startsWith("ERR_TLS_")))
    );
  });
}

/** True where the request was given up because no answer came in time (rather than the connection breaking). */
export function timedOut(error: unknown): boolean {
  return chain(error).some((link) => {
    const { code, name } = errorShape.parse(link);
    return name === "TimeoutError" || name === "AbortError" || (code !== undefined && timeouts.has(code));
  });
}

/**
 * Statuses that say the request was not handled: 408, 425 and 503 (RFC 9110 15.5.9, RFC 8470 5.2, RFC 9110 15.6.4).
 * Any other 5xx may have come after the message was accepted.
 */
export const notHandled: ReadonlySet<number> = new Set([408, 425, 503]);

/** `Retry-After` in whole seconds. Only the seconds form is read: the date form would need a clock. */
export function retryAfter(value: unknown): number | undefined {
  const seconds = typeof value === "string" && /^\d{1,6}$/.test(value.trim()) ? Number(value) : undefined;
  return seconds !== undefined && seconds > 0 ? seconds : undefined;
}
