import { describe, expect, test } from "vitest";
import { knownTwilioCodes, twilioCode, twilioFailure } from "@/lib/carriers/twilio/codes";
import { afterFailure, type AfterFailure } from "./outcome-rules";

const sms = (code: string, attempt = 1, retryAfterSeconds?: number): AfterFailure =>
  afterFailure({
    channel: "sms",
    failure: twilioFailure(code),
    code,
    attempt,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });

describe("what follows from a refusal of a text", () => {
  test.each<[code: string, attempt: number, expected: Partial<AfterFailure>]>([
    ["20429", 1, { next: "retry", afterMinutes: 1, reason: "carrier-passing" }],
    ["20429", 2, { next: "retry", afterMinutes: 5 }],
    ["20429", 4, { next: "retry", afterMinutes: 60 }],
    ["20429", 40, { next: "retry", afterMinutes: 60 }],
    ["21611", 1, { next: "retry", afterMinutes: 1 }],
    ["30001", 3, { next: "retry", afterMinutes: 15 }],
    ["30036", 1, { next: "retry", afterMinutes: 1 }],
    ["20503", 1, { next: "retry", afterMinutes: 1 }],
    ["30022", 2, { next: "retry", afterMinutes: 5 }],
    ["30023", 1, { next: "retry", afterMinutes: 1_440 }],
    ["30003", 1, { next: "retry", afterMinutes: 15 }],
    ["30003", 2, { next: "retry", afterMinutes: 240 }],
    ["30008", 1, { next: "retry", afterMinutes: 15 }],
    ["99999", 1, { next: "retry", afterMinutes: 15 }],
  ])("[RTY-01] %s at try %i is passing: tried again on the same channel", (code, attempt, expected) => {
    expect(sms(code, attempt)).toMatchObject(expected);
  });

  test.each<[code: string, attempt: number, expected: Partial<AfterFailure>]>([
    ["30003", 3, { next: "other-contact", reason: "carrier-unreachable" }],
    ["30008", 2, { next: "other-contact", reason: "carrier-unreachable" }],
    ["99999", 2, { next: "other-contact", reason: "carrier-unreachable" }],
    ["21211", 1, { next: "other-contact", reason: "contact-invalid", invalidCode: "21211" }],
    ["30005", 1, { next: "other-contact", reason: "contact-invalid", invalidCode: "30005" }],
    ["21614", 1, { next: "other-contact", reason: "contact-not-sms", relabel: "landline" }],
    ["30006", 1, { next: "other-contact", reason: "contact-not-sms", relabel: "landline" }],
    ["30004", 1, { next: "other-contact", reason: "carrier-blocked" }],
    ["21610", 1, { next: "other-contact", reason: "carrier-opted-out", suppress: true }],
  ])("[RTY-02] %s at try %i moves on to the next contact", (code, attempt, expected) => {
    expect(sms(code, attempt)).toMatchObject(expected);
  });

  test.each<[code: string, next: AfterFailure["next"]]>([
    ["30007", "fail"],
    ["21606", "stop-sender"],
    ["30032", "stop-sender"],
    ["30034", "stop-sender"],
    ["20003", "stop-account"],
    ["30002", "stop-account"],
  ])("[RTY-01] %s: %s", (code, next) => {
    expect(sms(code).next).toBe(next);
  });

  test("[RTY-01] a blocked, filtered or unreachable number says nothing about the address; only proof marks it", () => {
    for (const code of ["30004", "30003", "30008"]) expect(sms(code, 9)).not.toHaveProperty("invalidCode");
  });

  test("[RTY-01] every code of the table has an outcome, and none with pauses gives up before they are used", () => {
    for (const code of knownTwilioCodes()) {
      const pauses = twilioCode(code).retryMinutes ?? [];
      pauses.forEach((minutes, i) => expect(sms(code, i + 1), code).toMatchObject({ next: "retry", afterMinutes: minutes }));
      expect(sms(code, pauses.length + 1).reason, code).toMatch(/^[a-z-]+$/);
    }
  });

  test("[RTY-03] the carrier's own wait is kept when it is longer than ours", () => {
    expect(sms("20429", 1, 30)).toMatchObject({ afterMinutes: 1 });
    expect(sms("20429", 1, 61)).toMatchObject({ afterMinutes: 2 });
    expect(sms("20429", 1, 7_200)).toMatchObject({ afterMinutes: 120 });
  });
});

describe("what follows where no message was handed over", () => {
  test.each(["network", "lease-over", "changed-since", "carrier-silent"])(
    "[RTY-03] %s is tried again for as long as it takes, within a quarter of an hour",
    (code) => {
      for (const channel of ["sms", "voice", "email"] as const)
        for (const attempt of [1, 2, 3, 4, 50]) {
          const after = afterFailure({ channel, failure: "passing", code, attempt });
          expect(after).toMatchObject({ next: "retry" });
          expect(after.next === "retry" && after.afterMinutes).toBeLessThanOrEqual(15);
        }
    },
  );

  test("[RTY-03] an outage that the carrier tells of (503) backs off to an hour and never gives up", () => {
    const pauses = [1, 2, 3, 4, 5, 90].map((attempt) => afterFailure({ channel: "sms", failure: "passing", code: "http-503", attempt }));
    expect(pauses.map((p) => (p.next === "retry" ? p.afterMinutes : p.next))).toEqual([1, 5, 15, 60, 60, 60]);
  });
});

describe("e-mail", () => {
  test("[RTY-01] [RTY-02] names of Resend: limits wait, a complaint suppresses, an unusable address moves on, keys stop the account", () => {
    const email = (failure: Parameters<typeof afterFailure>[0]["failure"], code: string) =>
      afterFailure({ channel: "email", failure, code, attempt: 1 });
    expect(email("rate", "rate_limit_exceeded")).toMatchObject({ next: "retry", afterMinutes: 1 });
    expect(email("opted-out", "complained")).toMatchObject({ next: "other-contact", suppress: true });
    expect(email("permanent", "bounced")).toMatchObject({ next: "other-contact", invalidCode: "bounced" });
    expect(email("config", "invalid_from_address")).toMatchObject({ next: "stop-sender" });
    expect(email("account", "invalid_api_key")).toMatchObject({ next: "stop-account" });
  });
});
