import { describe, expect, test } from "vitest";
import type { ContactChoice, SenderFacts } from "@/lib/consent/choose-contact";
import { type FactsInput, planFacts } from "@/lib/reminders/rules.fixture";
import type { ClaimedRow } from "./claim";
import { decideAnswerMessage, decideClaimed } from "./decide";
import type { Gathered } from "./reminder-facts";

/** Tuesday, 10:00 in New York; the visit is on Thursday 2026-10-15 at 10:00. */
const NOW = new Date("2026-10-13T14:00:00Z");

const sender: SenderFacts = {
  id: "sender-1",
  channel: "sms",
  address: "+18335550100",
  carrierAccountId: "account-1",
  facilityId: null,
  isDefault: true,
  stopped: false,
};

const contact: ContactChoice = {
  outcome: "contact",
  contact: {
    contactId: "contact-1",
    endpointId: "endpoint-1",
    address: "+12125550123",
    channel: "sms",
    rank: 0,
    preferred: true,
    archived: false,
    lineType: "mobile",
    invalidCode: null,
    suppressions: [],
  },
  sender,
  trail: [{ at: NOW.toISOString(), rule: "contact", outcome: "kept", reason: "contact-preferred" }],
};

const none = (reason: (ContactChoice & { outcome: "none" })["reason"]): ContactChoice => ({ outcome: "none", reason, trail: [] });

function row(over: Partial<ClaimedRow> = {}): ClaimedRow {
  return {
    id: "row-1",
    kind: "reminder",
    subjectId: "visit-1",
    scheduleRevision: 1,
    stepKey: "2-days",
    appointmentId: "visit-1",
    patientId: "patient-1",
    facilityId: "facility-1",
    endpointId: "endpoint-1",
    senderId: "sender-1",
    channel: "sms",
    templateKey: "reminder",
    language: "en",
    answers: "confirm-cancel",
    isFinal: true,
    dueAt: NOW,
    idealAt: NOW,
    zone: "America/New_York",
    requestedBy: null,
    attempts: 0,
    data: {},
    ...over,
  };
}

function gathered(input: FactsInput = {}, choice: ContactChoice = contact): Gathered {
  const { existing: _, now: __, ...facts } = planFacts(input);
  // Only what the decision reads; the visit's record is for the wording.
  return { visit: undefined as never, sameDay: [], listFilter: "all", choice, facts };
}

describe("the last look at a claimed reminder", () => {
  test("[REM-07] [DLV-12] a reminder that is still wanted goes to the contact chosen today", () => {
    const verdict = decideClaimed(row(), gathered(), NOW, undefined);
    expect(verdict).toMatchObject({ outcome: "send", contact: { endpointId: "endpoint-1" }, sender: { id: "sender-1" } });
    expect(verdict.trail.map((t) => t.reason)).toEqual(["contact-preferred", "inside-allowed-hours"]);
  });

  test.each<[what: string, over: Partial<ClaimedRow>, facts: FactsInput, outcome: string, reason: string]>([
    ["cancelled", {}, { visit: { lifecycle: "cancelled" } }, "skip", "appointment-cancelled"],
    ["rescheduled", {}, { visit: { lifecycle: "rescheduled" } }, "skip", "appointment-rescheduled"],
    ["moved", {}, { visit: { scheduleRevision: 2 } }, "skip", "appointment-moved"],
    ["moved and blocked", {}, { visit: { scheduleRevision: 2, remindersBlocked: true } }, "skip", "appointment-moved"],
    ["over", {}, { visit: { lifecycle: "completed" } }, "skip", "appointment-over"],
    ["declined", {}, { visit: { confirmation: "declined" } }, "skip", "patient-declined"],
    ["arrived", {}, { visit: { arrival: "checked-in" } }, "skip", "patient-arrived"],
    ["deceased", {}, { patient: { deceased: true, inactive: false } }, "skip", "patient-deceased"],
    ["inactive", {}, { patient: { deceased: false, inactive: true } }, "skip", "patient-inactive"],
    ["blocked", {}, { visit: { remindersBlocked: true } }, "hold", "reminders-blocked"],
    ["facility off", {}, { switches: { facility: false, provider: true, type: true, hidden: false } }, "skip", "facility-reminders-off"],
    ["confirmed, not the final one", { isFinal: false }, { visit: { confirmation: "confirmed" } }, "skip", "already-confirmed"],
  ])("[REM-07] %s between plan and dispatch", (_, over, facts, outcome, reason) => {
    const verdict = decideClaimed(row(over), gathered(facts), NOW, undefined);
    expect(verdict).toMatchObject({ outcome, reason });
    expect(verdict.trail).toHaveLength(1);
  });

  test("[REM-07] a visit that is gone, or has begun, sends nothing", () => {
    expect(decideClaimed(row(), undefined, NOW, undefined)).toMatchObject({ outcome: "skip", reason: "appointment-cancelled" });
    const begun = decideClaimed(row(), gathered(), new Date("2026-10-15T14:00:01Z"), undefined);
    expect(begun.outcome).toBe("skip");
  });

  test("[REM-05] the final reminder goes out although the patient confirmed", () => {
    expect(decideClaimed(row(), gathered({ visit: { confirmation: "confirmed" } }), NOW, undefined).outcome).toBe("send");
  });

  test("[RTY-03] after an outage the newer of two due reminders goes out, not both", () => {
    expect(decideClaimed(row(), gathered(), NOW, NOW)).toMatchObject({ outcome: "skip", reason: "superseded-by-later-step" });
    expect(decideClaimed(row(), gathered(), NOW, new Date(NOW.getTime() + 1)).outcome).toBe("send");
  });

  test.each(["do-not-contact", "contact-archived", "contact-invalid", "no-contact", "no-sender", "channel-disabled"] as const)(
    "[CON-11] [RTY-02] no usable contact (%s): skipped when nothing was tried, failed after a try",
    (reason) => {
      expect(decideClaimed(row(), gathered({}, none(reason)), NOW, undefined)).toMatchObject({ outcome: "skip", reason });
      expect(decideClaimed(row({ attempts: 1 }), gathered({}, none(reason)), NOW, undefined)).toMatchObject({ outcome: "fail", reason });
    },
  );

  test("[RTY-03] a stopped sender holds the message, also after a try", () => {
    for (const attempts of [0, 3])
      expect(decideClaimed(row({ attempts }), gathered({}, none("sender-stopped")), NOW, undefined)).toMatchObject({
        outcome: "hold",
        reason: "sender-stopped",
      });
  });

  test("[DLV-01] a message that a delay pushed into the night moves to the morning", () => {
    const verdict = decideClaimed(row(), gathered(), new Date("2026-10-14T03:00:00Z"), undefined);
    expect(verdict).toMatchObject({ outcome: "move", at: new Date("2026-10-14T12:00:00Z") });
  });

  test("[REM-09] staff's send passes clinic hours, never the state of the visit", () => {
    const byStaff = row({ requestedBy: "user-1" });
    expect(decideClaimed(byStaff, gathered({ visit: { lifecycle: "cancelled" } }), NOW, undefined).outcome).toBe("skip");
    expect(decideClaimed(byStaff, gathered({}, none("do-not-contact")), NOW, undefined)).toMatchObject({ reason: "do-not-contact" });
  });
});

describe("an answer to what a patient sent", () => {
  const target = { endpointId: "endpoint-1", address: "+12125550123", suppressed: false };
  const answer = (over: Partial<ClaimedRow> = {}): ClaimedRow => row({ kind: "answer", templateKey: "confirm-reply", ...over });
  const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

  test("[CON-11] goes out at once, at any hour", () => {
    const night = new Date("2026-10-14T07:00:00Z");
    expect(decideAnswerMessage(answer({ idealAt: night }), target, [sender], night).outcome).toBe("send");
  });

  test.each<[template: string, minutes: number, suppressed: boolean, expected: string]>([
    ["confirm-reply", 60, false, "send"],
    ["confirm-reply", 61, false, "answer-too-late"],
    ["confirm-reply", 0, true, "do-not-contact"],
    ["opt-out-confirm", 5, true, "send"],
    ["opt-out-confirm", 6, true, "answer-too-late"],
    ["opt-out-confirm-cancel", 4, true, "send"],
    ["cancel-question", 4, true, "send"],
    ["help", 0, true, "do-not-contact"],
  ])("[CON-11] %s after %i minutes, opted out: %s → %s", (templateKey, minutes, suppressed, expected) => {
    const verdict = decideAnswerMessage(answer({ templateKey }), { ...target, suppressed }, [sender], later(minutes));
    expect(verdict.outcome === "send" ? "send" : "reason" in verdict && verdict.reason).toBe(expected);
  });

  test("[CON-11] without the number or a sender it is skipped; a stopped sender holds it", () => {
    expect(decideAnswerMessage(answer(), undefined, [sender], NOW)).toMatchObject({ outcome: "skip", reason: "no-contact" });
    expect(decideAnswerMessage(answer({ channel: null }), target, [sender], NOW)).toMatchObject({ outcome: "skip", reason: "no-contact" });
    expect(decideAnswerMessage(answer(), target, [], NOW)).toMatchObject({ outcome: "skip", reason: "no-sender" });
    expect(decideAnswerMessage(answer(), target, [{ ...sender, stopped: true }], NOW)).toMatchObject({ outcome: "hold" });
  });
});
