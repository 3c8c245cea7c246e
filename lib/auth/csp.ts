/*
 * What a browser may load. Scripts of staff and patient pages need the request's nonce. Styles may be inline: the
 * components' libraries write style elements and attributes at run time, and a style cannot run code.
 */

export type PolicyOptions = { development: boolean; secure: boolean };

const common = (options: PolicyOptions): string[] => [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  `connect-src 'self'${options.development ? " ws:" : ""}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  ...(options.secure ? ["upgrade-insecure-requests"] : []),
];

/** Pages rendered per request (staff, patient, sign-in). React needs eval in development only. */
export function noncePolicy(nonce: string, options: PolicyOptions): string {
  const scripts = `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${options.development ? " 'unsafe-eval'" : ""}`;
  return [...common(options), scripts, "frame-ancestors 'none'"].join("; ");
}

/** Public pages that are the same for everyone and may be cached: own files only, nothing inline. */
export function staticPolicy(options: PolicyOptions): string {
  return [...common(options), "script-src 'self'", "frame-ancestors 'self'"].join("; ");
}

/** Answers that are data: nothing may be loaded or framed from them. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Headers of every answer beside the policy. */
export function securityHeaders(options: PolicyOptions & { framed: boolean }): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(options.framed ? {} : { "x-frame-options": "DENY" }),
    ...(options.secure ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

export type PageKind = "nonce" | "static" | "data";

/** Files to save that lie beside their screens. */
const DOWNLOADS = new Set([
  "/settings/audit/export",
  "/do-not-contact/download",
  "/patients/invalid-contacts/download",
  "/messages/activity/export",
  "/messages/export",
]);

/** Which policy a path gets. */
export function pageKind(path: string): PageKind {
  if (path.startsWith("/api/") || path.startsWith("/.well-known/") || DOWNLOADS.has(path)) return "data";
  return /^\/(book|embed)(\/|$)/.test(path) ? "static" : "nonce";
}
