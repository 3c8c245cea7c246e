import { NextResponse, type NextRequest } from "next/server";
import { DATA_POLICY, noncePolicy, pageKind, securityHeaders, staticPolicy } from "@/lib/auth/csp";
import { NONCE_HEADER, PATH_HEADER, REQUEST_ID_HEADER } from "@/lib/auth/header-names";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";

/**
 * Runs before every page and route: a request id, a content-security policy and the other security headers, nothing
 * else. Who may see what is decided where it is read.
 */
export function proxy(request: NextRequest): NextResponse {
  const options = { development: env().NODE_ENV === "development", secure: env().APP_URL.startsWith("https://") };
  const requestId = newId();
  const kind = pageKind(request.nextUrl.pathname);
  const forwarded = new Headers(request.headers);
  for (const name of [NONCE_HEADER, "content-security-policy"]) forwarded.delete(name);
  forwarded.set(REQUEST_ID_HEADER, requestId);
  forwarded.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);

  let policy = kind === "data" ? DATA_POLICY : staticPolicy(options);
  if (kind === "nonce") {
    const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
    policy = noncePolicy(nonce, options);
    forwarded.set(NONCE_HEADER, nonce);
    // Next reads the nonce for its own scripts from here.
    forwarded.set("content-security-policy", policy);
  }
  const response = NextResponse.next({ request: { headers: forwarded } });
  response.headers.set("content-security-policy", policy);
  response.headers.set(REQUEST_ID_HEADER, requestId);
  for (const [name, value] of Object.entries(securityHeaders({ ...options, framed: kind === "static" }))) response.headers.set(name, value);
  // A patient's address holds the link's token: it is told to nobody, not even to our own pages.
  if (request.nextUrl.pathname.startsWith("/p/")) response.headers.set("referrer-policy", "no-referrer");
  if (request.nextUrl.pathname.startsWith("/p/")) response.headers.set("x-robots-tag", "noindex, nofollow");
  return response;
}

// Static files need none of it. An upload must not pass here: Next would keep its body in memory, and only the first 10 MB of it.
export const config = { matcher: "/((?!_next/static|_next/image|favicon.ico|api/import/upload).*)" };
