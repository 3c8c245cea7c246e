import { LINK_GUESSES } from "@/lib/links/open-link";
import type { RateRule } from "@/lib/rate-limit";
import { AUTH_ROUTES, LANGUAGE_SWITCH, LOGOS, MACHINES, PROBES, WEBHOOK_REFUSALS } from "./rules";

/**
 * Who may call an address, and how that is known. `session`: signed-in staff, asked by withStaff or currentUser. `link`: whoever
 * holds a patient's link. `signature`: a carrier or engine. `bearer`: a machine with a secret. `anyone`: nothing is asked.
 */
export type Endpoint = {
  guard: "session" | "link" | "signature" | "bearer" | "anyone";
  /** How often one address may call it, or fail at it; needed by everything that is not behind a session. */
  rate?: RateRule;
  /** Why none is needed. */
  unlimited?: string;
  /** Where the rule is applied, when not by `limited` in the route itself. */
  by?: string;
};

const link = (by = "lib/links/open-link.ts"): Endpoint => ({ guard: "link", rate: LINK_GUESSES, by });
const session: Endpoint = { guard: "session" };

/**
 * [SEC-04] Every route handler, by its address as the build names it. A test walks the files under app/ and wants each one here, and
 * each that is open to the world to be slowed by the rule that stands here.
 */
export const ROUTES: Record<string, Endpoint> = {
  "/.well-known/security.txt": { guard: "anyone", unlimited: "A few fixed lines; reads and writes nothing." },
  "/api/auth/[...nextauth]": { guard: "anyone", rate: AUTH_ROUTES },
  "/api/auth/active": session,
  "/api/auth/leave": session,
  "/api/auth/sso/callback": { guard: "anyone", rate: AUTH_ROUTES },
  "/api/auth/sso/start": { guard: "anyone", rate: AUTH_ROUTES },
  "/api/cron/[job]": { guard: "bearer", rate: MACHINES },
  "/api/health": { guard: "anyone", rate: PROBES },
  "/api/health/live": { guard: "anyone", unlimited: "Reads and writes nothing, and must answer while the database does not." },
  "/api/health/ready": { guard: "anyone", rate: PROBES },
  "/api/import/[runId]/errors": session,
  "/api/import/upload": session,
  "/api/inngest": { guard: "signature", rate: MACHINES },
  "/api/live": session,
  "/api/live/poll": session,
  "/api/logo/[organization]/[logo]": { guard: "anyone", rate: LOGOS },
  "/api/metrics": { guard: "bearer", rate: PROBES },
  "/api/simulator/act": session,
  "/api/simulator/changes": session,
  "/api/unsubscribe/[token]": link(),
  "/api/webhooks/resend/[account]": { guard: "signature", rate: WEBHOOK_REFUSALS, by: "lib/inbound/webhooks.ts" },
  "/api/webhooks/twilio/[account]/[kind]": { guard: "signature", rate: WEBHOOK_REFUSALS, by: "lib/inbound/webhooks.ts" },
  "/do-not-contact/download": session,
  "/p/[token]/answer": link(),
  "/p/[token]/calendar.ics": link(),
  "/p/[token]/choose": link(),
  "/p/[token]/language": { guard: "anyone", rate: LANGUAGE_SWITCH },
  "/settings/audit/export": session,
};
