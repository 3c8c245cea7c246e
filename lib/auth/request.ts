import { headers } from "next/headers";
import { isId, newId } from "@/lib/ids";
import { clientIp } from "@/lib/rate-limit";
import { NONCE_HEADER, PATH_HEADER, REQUEST_ID_HEADER } from "./header-names";

/** The request's id, as the response and the logs carry it. */
export async function requestIdOf(): Promise<string> {
  const given = (await headers()).get(REQUEST_ID_HEADER);
  return isId(given) ? given : newId();
}

/** The address the request came from, for rate limits. */
export async function requestIp(): Promise<string> {
  return clientIp(await headers());
}

/** Path and query of the page that is asked for, as proxy.ts saw it; "/" where it did not. */
export async function requestPath(): Promise<string> {
  return (await headers()).get(PATH_HEADER) ?? "/";
}

/** The request's content-security nonce, for `<style nonce>` and `<script nonce>`. */
export async function requestNonce(): Promise<string | undefined> {
  return (await headers()).get(NONCE_HEADER) ?? undefined;
}
