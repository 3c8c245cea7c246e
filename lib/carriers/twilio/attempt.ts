/** Our attempt's id in the callback's address: a receipt alone can then settle a send whose answer was lost. */

const PARAMETER = "attempt";

/** The callback's address with the attempt's id in it (replacing one that is there). */
export function withAttempt(callback: string, attemptId: string): string {
  const url = new URL(callback);
  url.searchParams.set(PARAMETER, attemptId);
  return url.href;
}

/** The attempt's id from the address that a receipt was posted to. */
export function attemptOf(url: string | URL): string | undefined {
  return new URL(url).searchParams.get(PARAMETER) ?? undefined;
}
