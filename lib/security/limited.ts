import { log } from "@/lib/log";
import { clientIp, consume, type RateRule } from "@/lib/rate-limit";

type Handler<A extends unknown[]> = (request: Request, ...rest: A) => Response | Promise<Response>;

/** The answer to one who asks too often. */
export function tooMany(retryAfterSeconds: number): Response {
  return new Response("Too many requests. Try again later.\n", {
    status: 429,
    headers: { "retry-after": String(retryAfterSeconds), "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

const PATIENCE_MS = 1_000;

function tooSlow(): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error("the database does not answer")), PATIENCE_MS).unref());
}

/**
 * [SEC-04] A route handler that one address may call so often and no more; then 429 with Retry-After. Counted in Postgres, so for all
 * processes together. Where the count fails or takes a second (the database is away), the handler answers: it says what is wrong, or fails itself.
 */
export function limited<A extends unknown[]>(rule: RateRule, handler: Handler<A>): (request: Request, ...rest: A) => Promise<Response> {
  return async (request, ...rest) => {
    const answer = await Promise.race([consume(rule, clientIp(request.headers)), tooSlow()]).catch((error: unknown) => {
      log().warn({ rule: rule.name, err: error }, "rate-limit-not-counted");
      return { ok: true } as const;
    });
    return answer.ok ? handler(request, ...rest) : tooMany(answer.retryAfterSeconds);
  };
}
