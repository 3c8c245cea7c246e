import { describe, expect, test } from "vitest";
import { allowedByLink, answersNow, maskedAddress, visitPageState, type VisitPageFacts } from "./rules";

const now = new Date("2027-03-01T12:00:00Z");
const usual = { confirmAfterCancel: false, cancelAfterConfirm: true, cancelAfterStart: true, confirmAfterStart: false };
const visit = (over: Partial<VisitPageFacts> = {}): VisitPageFacts => ({
  lifecycle: "booked",
  confirmation: "unconfirmed",
  arrival: "none",
  startsAt: new Date("2027-03-05T15:00:00Z"),
  patientActive: true,
  cancelledBy: null,
  ...over,
});
const started = { startsAt: now };

describe("what the visit's page offers", () => {
  const none = { canConfirm: false, canCancel: false };
  test.each([
    ["open", visit(), "confirm-cancel", { status: "unconfirmed", canConfirm: true, canCancel: true }],
    ["confirm only", visit(), "confirm", { status: "unconfirmed", canConfirm: true, canCancel: false }],
    ["nothing asked", visit(), "none", { status: "unconfirmed", ...none }],
    ["confirmed", visit({ confirmation: "confirmed" }), "confirm-cancel", { status: "confirmed", canConfirm: false, canCancel: true }],
    ["cancelled", visit({ lifecycle: "cancelled", confirmation: "declined" }), "confirm-cancel", { status: "cancelled", ...none }],
    ["begun", visit(started), "confirm-cancel", { status: "past", ...none }],
    ["begun, confirmed", visit({ ...started, confirmation: "confirmed" }), "confirm-cancel", { status: "past", ...none }],
    ["arrived", visit({ arrival: "arrived" }), "confirm-cancel", { status: "confirmed", ...none }],
    ["seen", visit({ arrival: "done" }), "confirm-cancel", { status: "completed", ...none }],
    ["missed", visit({ lifecycle: "no-show" }), "confirm-cancel", { status: "no-show", ...none }],
    ["replaced", visit({ lifecycle: "rescheduled" }), "confirm-cancel", { status: "rescheduled", ...none }],
    ["patient inactive", visit({ patientActive: false }), "confirm-cancel", { status: "unconfirmed", ...none }],
  ] as const)("[REM-03] %s", (_, facts, allowed, expected) => {
    expect(visitPageState(facts, allowed, usual, now)).toEqual(expected);
  });

  test("[REM-13] [REM-14] the organization may let patients think again, or not", () => {
    const cancelled = visit({ lifecycle: "cancelled", cancelledBy: "patient" });
    expect(visitPageState(cancelled, "confirm-cancel", { ...usual, confirmAfterCancel: true }, now).canConfirm).toBe(true);
    expect(visitPageState({ ...cancelled, ...started }, "confirm-cancel", { ...usual, confirmAfterCancel: true }, now).canConfirm).toBe(
      false,
    );
    const byClinic = visit({ lifecycle: "cancelled", cancelledBy: "someone at the clinic" });
    expect(visitPageState(byClinic, "confirm-cancel", { ...usual, confirmAfterCancel: true }, now).canConfirm).toBe(false);
    const confirmed = visit({ confirmation: "confirmed" });
    expect(visitPageState(confirmed, "confirm-cancel", { ...usual, cancelAfterConfirm: false }, now).canCancel).toBe(false);
  });

  test("[REM-03] to the millisecond: answers end when the visit begins", () => {
    expect(answersNow("confirm-cancel", visit(started), now)).toBe("none");
    expect(answersNow("confirm-cancel", visit({ startsAt: new Date(now.getTime() + 1) }), now)).toBe("confirm-cancel");
  });
});

test("[REM-02] a link allows what its reminder asked, another message's what was asked last, a link without a message both", () => {
  const link = { messageId: "m", reminderAnswers: null, latestAnswers: null };
  expect(allowedByLink({ ...link, reminderAnswers: "confirm", latestAnswers: "confirm-cancel" })).toBe("confirm");
  expect(allowedByLink({ ...link, latestAnswers: "confirm" })).toBe("confirm");
  expect(allowedByLink(link)).toBe("none");
  expect(allowedByLink({ ...link, messageId: null })).toBe("confirm-cancel");
});

test("[APP-01] a number or address is shown only as far as its owner needs to recognise it", () => {
  expect(maskedAddress("phone", "+12125550134")).toBe("••• 0134");
  expect(maskedAddress("email", "rosa.delgado@example.com")).toBe("r•••@example.com");
});
