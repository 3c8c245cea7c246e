const BASE = "http://luma.invalid";

/**
 * A path of this product to go to after sign-in, from what a link claims; anything that could lead elsewhere gives
 * `fallback`. Keeps query and fragment.
 */
export function safeRedirect(next: unknown, fallback = "/"): string {
  // One leading slash, no backslash and no control character: browsers read "/\host" and "/<tab>/host" as another host.
  // oxlint-disable-next-line no-control-regex
  if (typeof next !== "string" || !/^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(next) || next.length > 2_000) return fallback;
  if (!URL.canParse(next, BASE)) return fallback;
  const url = new URL(next, BASE);
  if (
    url.origin !== BASE ||
    /^\/(api|sign-in|forgot-password|set-password|_next)(\/|$)/.test(url.pathname) ||
    url.pathname.startsWith("//")
  )
    return fallback;
  return url.pathname + url.search + url.hash;
}
