import { describe, expect, test } from "vitest";
import { type AnswerFacts, type AnswerSettings, decideAnswer } from "./rules";

const now = new Date("2027-03-01T12:00:00Z");
const usual: AnswerSettings = { confirmAfterCancel: false, cancelAfterConfirm: true, cancelAfterStart: true, confirmAfterStart: false };
const ahead: AnswerFacts = {
  lifecycle: "booked",
  confirmation: "unconfirmed",
  arrival: "none",
  startsAt: new Date("2027-03-03T12:00:00Z"),
  patientActive: true,
  cancelledBy: null,
};
const begun: AnswerFacts = { ...ahead, startsAt: new Date("2027-03-01T11:00:00Z") };
const past = { outcome: "refuse", reason: "appointment-past" };
const decide = (answer: "confirm" | "cancel", facts: AnswerFacts, over: Partial<AnswerSettings> = {}) =>
  decideAnswer(answer, "confirm-cancel", facts, { ...usual, ...over }, now);

describe("answers after the start", () => {
  test("[REM-15] a patient may cancel after the start, unless that is switched off", () => {
    expect(decide("cancel", begun)).toEqual({ outcome: "apply" });
    expect(decide("cancel", begun, { cancelAfterStart: false })).toEqual(past);
    expect(decide("cancel", ahead, { cancelAfterStart: false })).toEqual({ outcome: "apply" });
  });

  test("[REM-16] a visit that has begun is not confirmed, unless that is switched on", () => {
    expect(decide("confirm", begun)).toEqual(past);
    expect(decide("confirm", begun, { confirmAfterStart: true })).toEqual({ outcome: "apply" });
    const gone: AnswerFacts = { ...begun, lifecycle: "no-show" };
    expect(decide("confirm", gone, { confirmAfterStart: true })).toEqual({ outcome: "refuse", reason: "appointment-ended" });
  });

  test("[REM-13] [REM-16] what was cancelled is not confirmed again once its time has passed", () => {
    const cancelled: AnswerFacts = { ...begun, lifecycle: "cancelled", confirmation: "declined", cancelledBy: "patient" };
    expect(decide("confirm", cancelled, { confirmAfterCancel: true, confirmAfterStart: true })).toMatchObject({ outcome: "refuse" });
  });
});
