import { describe, expect, test } from "vitest";
import { knownTwilioCodes, twilioCode, twilioFailure, type TwilioAction } from "@/lib/carriers/twilio/codes";
import type { Failure } from "@/lib/carriers/types";

const rows: [codes: string, action: TwilioAction, failure: Failure][] = [
  ["20429 21611", "retry", "rate"],
  ["30001 30410", "retry", "passing"],
  ["30022 30023", "defer", "rate"],
  ["30003", "later-then-other-channel", "passing"],
  ["30008", "once-then-other-channel", "passing"],
  ["21211 30005", "invalid-contact", "permanent"],
  ["21614 21635 30006", "not-sms", "permanent"],
  ["21610", "opted-out", "opted-out"],
  ["30004", "blocked", "permanent"],
  ["30007", "filtered", "permanent"],
  ["21212 21603 21606 21408 30032 30034", "stop-sender", "config"],
  ["20003 30002", "stop-account", "account"],
];

describe("what is done with a carrier's code", () => {
  test.each(rows)("[RTY-01] %s → %s", (codes, action, failure) => {
    for (const code of codes.split(" ")) {
      expect(twilioCode(code).action).toBe(action);
      expect(twilioFailure(code)).toBe(failure);
      expect(twilioCode(Number(code))).toBe(twilioCode(code));
    }
  });
  test("[RTY-01] 30003 is tried again after 15 minutes, then after 4 hours", () => {
    expect(twilioCode("30003").retryMinutes).toEqual([15, 240]);
  });
  test("[RTY-01] every code that may be tried again says when, and no other does", () => {
    const again = new Set<TwilioAction>(["retry", "defer", "later-then-other-channel", "once-then-other-channel"]);
    expect(knownTwilioCodes().length).toBeGreaterThan(25);
    for (const code of knownTwilioCodes()) {
      const { action, retryMinutes } = twilioCode(code);
      expect([code, (retryMinutes ?? []).length > 0]).toEqual([code, again.has(action)]);
    }
  });
  test("[RTY-01] an unknown code is treated like 30008: once more, then another channel", () => {
    for (const code of ["99999", "", "constructor", "__proto__"]) {
      expect(twilioCode(code)).toMatchObject({ action: "once-then-other-channel", retryMinutes: [15] });
      expect(twilioFailure(code)).toBe("passing");
    }
  });
});
