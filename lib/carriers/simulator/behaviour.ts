/** How well the stand-ins behave just now: slow, failing, gone, or losing answers. Set while they run. */
import { z } from "zod";

const rate = z.number().min(0).max(1);

/** Rates are shares of requests (0–1), times milliseconds. */
export const behaviourSchema = z.object({
  /** Added before every answer. */
  latencyMs: z.number().int().min(0).max(120_000).default(0),
  /** Share of sends that fail with `code`. */
  failRate: rate.default(0),
  /**
   * Twilio: an API error (20429, 21610 …) refuses; a delivery error (30001 …) accepts, then reports undelivered.
   * Resend: an error name. Without it HTTP 500.
   */
  code: z.string().max(60).optional(),
  /** Out of service for everything, in the way `downMode` says. */
  down: z.boolean().default(false),
  /** `unavailable`: 503. `reset`: the connection breaks after the request was read. `hang`: no answer at all. */
  downMode: z.enum(["unavailable", "reset", "hang"]).default("unavailable"),
  /** Share of sends that are accepted while the answer never comes. */
  timeoutAfterAcceptRate: rate.default(0),
  /** How long a new message or call is missing from listings. */
  listingLagMs: z.number().int().min(0).max(600_000).default(0),
  /** Listings and look-ups come without the text, as with redaction at the carrier. */
  redactBodies: z.boolean().default(false),
  /** Share of receipts that are never posted. */
  receiptLossRate: rate.default(0),
  /** Share of receipts that are posted twice. */
  receiptTwiceRate: rate.default(0),
  /** Share of receipts that come late, after those that follow them. */
  receiptLateRate: rate.default(0),
});

export type Behaviour = z.infer<typeof behaviourSchema>;
export type Carrier = "twilio" | "resend";

/** Faultless. */
export function goodBehaviour(): Behaviour {
  return behaviourSchema.parse({});
}

/** A repeatable sequence of numbers in [0, 1) (mulberry32). */
export function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
