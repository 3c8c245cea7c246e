import { securityTextResponse } from "@/lib/security/contact";

export const dynamic = "force-dynamic";

/** [SEC-11] Whom to tell of a weakness (RFC 9116). */
export function GET(): Response {
  return securityTextResponse(new Date());
}
