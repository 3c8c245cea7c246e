import { securityText } from "@/lib/security/contact";

export const dynamic = "force-dynamic";

/** [SEC-11] Whom to tell of a weakness (RFC 9116). */
export function GET(): Response {
  return new Response(securityText(new Date()), {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=86400" },
  });
}
