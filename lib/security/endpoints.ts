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
  "/api/auth/sso/callback/[organization]": { guard: "anyone", rate: AUTH_ROUTES },
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
  "/messages/activity/export": session,
  "/messages/export": session,
  "/p/[token]/answer": link(),
  "/p/[token]/calendar.ics": link(),
  "/p/[token]/choose": link(),
  "/p/[token]/wishes": link(),
  "/p/[token]/language": { guard: "anyone", rate: LANGUAGE_SWITCH },
  "/patients/invalid-contacts/download": session,
  "/settings/audit/export": session,
};

/**
 * [SEC-04] Every page that is not behind the staff's frame, with what is sent from it. What is typed there is slowed where it is checked:
 * `by` names the file.
 */
export const PAGES: Record<string, Omit<Endpoint, "rate">> = {
  "/forgot-password": { guard: "anyone", by: "lib/auth/set-password.ts" },
  "/no-access": session,
  "/operator": session,
  "/operator/audit": session,
  "/operator/new": session,
  "/operator/organizations/[id]": session,
  "/operator/sign-in": { guard: "anyone", by: "lib/operator/sign-in.ts" },
  "/operator/status": session,
  "/operator/workflows": session,
  "/p/[token]": { guard: "link", by: "lib/links/open-link.ts" },
  "/p/[token]/cancel": { guard: "link", by: "lib/links/open-link.ts" },
  "/p/[token]/confirm": { guard: "link", by: "lib/links/open-link.ts" },
  "/p/[token]/preferences": { guard: "link", by: "lib/links/open-link.ts" },
  "/p/[token]/unsubscribe": { guard: "link", by: "lib/links/open-link.ts" },
  "/report-a-weakness": { guard: "anyone", unlimited: "Fixed words; reads and writes nothing." },
  "/set-password/[token]": { guard: "link", by: "lib/auth/set-password.ts" },
  "/sign-in": { guard: "anyone", by: "lib/auth/sign-in.ts" },
  "/sign-in/code": {
    guard: "anyone",
    unlimited: "A step is there after a right password only, and takes five codes; ten wrong ones lock the account.",
  },
  "/sign-in/set-up": { guard: "anyone", unlimited: "As the page for codes." },
  "/sign-in/sso": { guard: "anyone", by: "lib/auth/sso/sign-in.ts" },
  "/status": { guard: "anyone", unlimited: "Read from memory; the database is asked every few seconds at most, whoever asks." },
};
