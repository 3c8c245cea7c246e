/** On what ground a message may be sent; kept with every message. */
export type ConsentBasis = "answer-to-patient" | "healthcare-reminder" | "healthcare-exemption";

/** The ground of a planned message. */
export function consentBasisOf(kind: "reminder" | "answer" | "notice" | "staff"): ConsentBasis {
  return kind === "answer" ? "answer-to-patient" : "healthcare-reminder";
}

/**
 * The most automatic messages that a ground allows to one number. A patient who gave the practice the number consented to its reminders; only
 * what goes out without that, under the exemption for health care calls, is bound to one a day and three a week (47 CFR 64.1200(a)(9)(iv)).
 */
export function capOfBasis(basis: ConsentBasis): { perDay: number; perWeek: number } | undefined {
  return basis === "healthcare-exemption" ? { perDay: 1, perWeek: 3 } : undefined;
}
