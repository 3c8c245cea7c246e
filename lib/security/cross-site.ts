/**
 * Addresses that others write to by design: carriers and engines sign what they send, a mail program unsubscribes by the token in the
 * address, and what a patient posts is proved by the token in the address too (these pages send no referrer, for which browsers say
 * `Origin: null`). No cookie takes part in any of them.
 */
const FROM_ANYWHERE = [/^\/api\/webhooks\//, /^\/api\/inngest$/, /^\/api\/unsubscribe\//, /^\/p\//];

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

type Asked = {
  method: string;
  path: string;
  /** Of the request: Sec-Fetch-Site, Origin, Host. */
  site: string | null;
  origin: string | null;
  host: string | null;
  /** Our public address. */
  appUrl: string;
};

/**
 * [SEC-04] True for a change that another site's page sends in a signed-in person's name. Browsers say where a request comes from:
 * Sec-Fetch-Site where they know it, Origin otherwise. What says neither is no browser, and carries nobody's cookie unasked.
 */
export function isForeignWrite(asked: Asked): boolean {
  if (SAFE.has(asked.method.toUpperCase()) || FROM_ANYWHERE.some((path) => path.test(asked.path))) return false;
  if (asked.site !== null) return asked.site !== "same-origin" && asked.site !== "none";
  if (asked.origin === null) return false;
  if (!URL.canParse(asked.origin)) return true;
  const { host } = new URL(asked.origin);
  return host !== asked.host && host !== new URL(asked.appUrl).host;
}

const LIMIT = 2_000_000;
/** An engine sends what its steps gave so far. */
const ENGINE_LIMIT = 10_000_000;

/**
 * [SEC-04] True for a body that says itself that it is too large for anything behind the proxy; uploads do not pass it. Handlers that read
 * a body count for themselves what comes without a length; server actions take 1 MB.
 */
export function isTooLarge(path: string, contentLength: string | null): boolean {
  return contentLength !== null && !(Number(contentLength) <= (path === "/api/inngest" ? ENGINE_LIMIT : LIMIT));
}
