import { NextResponse, type NextRequest } from "next/server";
import { DATA_POLICY, noncePolicy, pageKind, securityHeaders, staticPolicy } from "@/lib/auth/csp";
import { NONCE_HEADER, PATH_HEADER, REQUEST_ID_HEADER } from "@/lib/auth/header-names";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import { isForeignWrite, isTooLarge } from "@/lib/security/cross-site";

/**
 * Runs before every page and route: a request id, a content-security policy and the other security headers; changes that
 * another site sends in somebody's name are refused, and bodies that nothing here takes. Who may see what is decided where it is read.
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
  const response = refusal(request) ?? NextResponse.next({ request: { headers: forwarded } });
  response.headers.set("content-security-policy", policy);
  response.headers.set(REQUEST_ID_HEADER, requestId);
  for (const [name, value] of Object.entries(securityHeaders({ ...options, framed: kind === "static" }))) response.headers.set(name, value);
  // Mail programs in a browser show it on their own pages.
  if (request.nextUrl.pathname.startsWith("/api/logo/")) response.headers.set("cross-origin-resource-policy", "cross-origin");
  // The address holds the link's token: it is told to nobody, not even to our own pages.
  if (/^\/(p|set-password)\//.test(request.nextUrl.pathname)) {
    response.headers.set("referrer-policy", "no-referrer");
    response.headers.set("x-robots-tag", "noindex, nofollow");
  }
  return response;
}

function refusal(request: NextRequest): NextResponse | undefined {
  const { headers, method, nextUrl } = request;
  const told = (status: number, text: string) => new NextResponse(`${text}\n`, { status, headers: { "cache-control": "no-store" } });
  if (isTooLarge(nextUrl.pathname, headers.get("content-length"))) return told(413, "Too large.");
  const [site, origin, host] = [headers.get("sec-fetch-site"), headers.get("origin"), headers.get("host")];
  const foreign = isForeignWrite({ method, path: nextUrl.pathname, site, origin, host, appUrl: env().APP_URL });
  return foreign ? told(403, "This can only be sent from our own pages.") : undefined;
}

// Static files need none of it. An upload must not pass here: Next would keep its body in memory, and only the first 10 MB of it.
export const config = { matcher: "/((?!_next/static|_next/image|favicon.ico|api/import/upload).*)" };
