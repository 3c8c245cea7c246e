import type { AppointmentAxes } from "./status";

export type PatientAnswer = "confirm" | "cancel";

export type AnswerFacts = AppointmentAxes & {
  startsAt: Date;
  patientActive: boolean;
  /** Who cancelled it: `patient`, a user's id, or null for a file. */
  cancelledBy: string | null;
};

export type AnswerSettings = {
  /** [REM-13] */
  confirmAfterCancel: boolean;
  /** [REM-14] */
  cancelAfterConfirm: boolean;
  /** [REM-15] */
  cancelAfterStart: boolean;
  /** [REM-16] */
  confirmAfterStart: boolean;
};

export type AnswerDecision =
  | { outcome: "apply" }
  | { outcome: "already" }
  | {
      outcome: "refuse";
      reason:
        | "answer-not-allowed"
        | "appointment-ended"
        | "appointment-cancelled"
        | "already-confirmed"
        | "appointment-past"
        | "patient-inactive";
    };

/**
 * Whether a patient's confirm or cancel changes the appointment. `allowed` is what the question offered
 * ([REM-02]: confirm and cancel / confirm only / none); staff bypass this and use their own verbs.
 */
export function decideAnswer(
  answer: PatientAnswer,
  allowed: "confirm-cancel" | "confirm" | "none",
  facts: AnswerFacts,
  settings: AnswerSettings,
  now: Date,
): AnswerDecision {
  if (allowed === "none" || (answer === "cancel" && allowed !== "confirm-cancel"))
    return { outcome: "refuse", reason: "answer-not-allowed" };
  if (!facts.patientActive) return { outcome: "refuse", reason: "patient-inactive" };
  if (facts.lifecycle === "cancelled") {
    if (answer === "cancel") return { outcome: "already" };
    // [REM-13] A patient may think again; what the clinic cancelled stays cancelled.
    if (!settings.confirmAfterCancel || facts.cancelledBy !== "patient" || facts.startsAt <= now)
      return { outcome: "refuse", reason: "appointment-cancelled" };
    return { outcome: "apply" };
  }
  if (facts.lifecycle !== "booked") return { outcome: "refuse", reason: "appointment-ended" };
  if (answer === "confirm") {
    if (facts.confirmation === "confirmed") return { outcome: "already" };
    if (facts.startsAt <= now && !settings.confirmAfterStart) return { outcome: "refuse", reason: "appointment-past" };
    return { outcome: "apply" };
  }
  if (facts.startsAt <= now && !settings.cancelAfterStart) return { outcome: "refuse", reason: "appointment-past" };
  if (facts.confirmation === "confirmed" && !settings.cancelAfterConfirm) return { outcome: "refuse", reason: "already-confirmed" };
  return { outcome: "apply" };
}
