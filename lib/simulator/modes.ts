import type { Behaviour, Carrier } from "@/lib/carriers/simulator/behaviour";

/** How a stand-in can be told to behave from the screen. Browser-safe. */
export const CARRIER_MODES = ["well", "slow", "failing", "down", "losing"] as const;
export type CarrierMode = (typeof CARRIER_MODES)[number];

export const MODE_WORDS: Record<CarrierMode, string> = {
  well: "Working",
  slow: "Slow: answers after 3 seconds",
  failing: "Failing: refuses or does not deliver",
  down: "Down: no service",
  losing: "Losing answers: takes messages, never says so",
};

/** Failures to choose from; an empty code is an error without a reason (HTTP 500). */
export const FAILURES: Record<Carrier, readonly { code: string; label: string }[]> = {
  twilio: [
    { code: "30003", label: "30003: handset unreachable" },
    { code: "30005", label: "30005: unknown number" },
    { code: "30006", label: "30006: a landline" },
    { code: "30007", label: "30007: filtered as spam" },
    { code: "21610", label: "21610: opted out" },
    { code: "20429", label: "20429: too many requests" },
    { code: "30032", label: "30032: sender not verified" },
    { code: "", label: "500: no reason given" },
  ],
  resend: [
    { code: "rate_limit_exceeded", label: "Too many requests" },
    { code: "invalid_from_address", label: "Sender address not accepted" },
    { code: "", label: "500: no reason given" },
  ],
};

const BEHAVIOURS: Record<Exclude<CarrierMode, "failing">, Partial<Behaviour>> = {
  well: {},
  slow: { latencyMs: 3_000 },
  down: { down: true },
  losing: { timeoutAfterAcceptRate: 1 },
};

/** What the stand-in is told for a mode; everything not named behaves well. */
export function behaviourOf(mode: CarrierMode, code: string): Partial<Behaviour> {
  if (mode === "failing") return { failRate: 1, ...(code && { code }) };
  return BEHAVIOURS[mode];
}

/** The mode that a behaviour amounts to. */
export function modeOf(behaviour: Behaviour): CarrierMode {
  if (behaviour.down) return "down";
  if (behaviour.failRate > 0) return "failing";
  if (behaviour.timeoutAfterAcceptRate > 0) return "losing";
  return behaviour.latencyMs > 0 ? "slow" : "well";
}
