import { requestIdOf, requestIp } from "@/lib/auth/request";
import type { TokenRoute } from "@/lib/patient-pages/form-post";
import { seeOther } from "@/lib/patient-pages/form-post";
import { oneClickUnsubscribe } from "@/lib/patient-pages/one-click";
import { pagePath } from "@/lib/patient-pages/paths";

const SAID = {
  200: "You will get no more e-mails.",
  404: "This link is not valid.",
  410: "This link has expired.",
  429: "Too many wrong links were tried. Try again later.",
} as const;

/** A person who opens the address gets a page with a button: programs that only look must not unsubscribe anyone. */
export async function GET(_: Request, { params }: TokenRoute): Promise<Response> {
  return seeOther(pagePath((await params).token, "unsubscribe"));
}

/** RFC 8058: acts at once, without a page. */
export async function POST(_: Request, { params }: TokenRoute): Promise<Response> {
  const status = await oneClickUnsubscribe({ token: (await params).token, ip: await requestIp(), requestId: await requestIdOf() });
  return new Response(`${SAID[status]}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
