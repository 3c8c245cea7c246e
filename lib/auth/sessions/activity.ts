/**
 * Whether a request shows that somebody is there: a page that was opened, a form that was sent. What screens fetch by
 * themselves (refreshed data, streams, polls) does not count; use inside a page is told by its own call (app/api/auth/active).
 */
export function showsActivity(headers: Pick<Headers, "get">, path: string): boolean {
  if (headers.get("next-action")) return true;
  if (path.startsWith("/api/") || headers.get("rsc")) return false;
  const mode = headers.get("sec-fetch-mode");
  return mode === null || mode === "navigate";
}
