import type { RateRule } from "@/lib/rate-limit";

/** Probes of load balancers, monitors and Prometheus, from one address: ten a second. */
export const PROBES: RateRule = { name: "probe", points: 600, seconds: 60 };

/** Calls of hosts and engines that prove themselves by a secret: an engine calls once for each step of each run. */
export const MACHINES: RateRule = { name: "machine", points: 30_000, seconds: 60 };

/** Logos, fetched by mail programs and patient pages from one address. */
export const LOGOS: RateRule = { name: "logo", points: 600, seconds: 60 };

/** The language switch of patient pages, from one address. */
export const LANGUAGE_SWITCH: RateRule = { name: "language", points: 300, seconds: 60 };

/** Webhooks with a wrong signature or body from one address. Right ones are not counted: carriers send in bursts. */
export const WEBHOOK_REFUSALS: RateRule = { name: "webhook-refused", points: 60, seconds: 60 };

/** The next-auth routes (session, token against forgery, sign-out) from one address. */
export const AUTH_ROUTES: RateRule = { name: "auth-route", points: 120, seconds: 60 };
