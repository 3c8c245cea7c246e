import { describe, expect, test } from "vitest";
import { decideSend } from "@/lib/delivery/rules";
import { deliverySettings } from "@/lib/reminders/rules.fixture";

/** Tuesday; contact hours are 08:00 to 20:00 in New York. */
const at = (time: string) => new Date(`2026-10-13T${time}:00-04:00`);
const ask = (due: Date, wishedHours: { opens: string; closes: string } | null, zone?: string) =>
  decideSend({
    kind: "reminder",
    channel: "sms",
    dueAt: due,
    now: at("07:00"),
    before: new Date("2026-10-20T14:00:00Z"),
    facility: { zone: "America/New_York", state: "NY" },
    recipient: zone ? { zone } : {},
    wishedHours,
    settings: deliverySettings(),
  });

describe("[CON-12] hours that the patient chose", () => {
  test("narrow the clinic's: a message waits for them, and the trail says whose hours they are", () => {
    expect(ask(at("09:00"), null)).toMatchObject({ outcome: "send" });
    expect(ask(at("09:00"), { opens: "12:00", closes: "18:00" })).toMatchObject({
      outcome: "move",
      at: at("12:00"),
      trail: [{ rule: "patient-hours", reason: "outside-patient-hours", data: { open: "12:00", close: "18:00" } }],
    });
    expect(ask(at("09:00"), { opens: "12:00", closes: "18:00" }).trail[0]).not.toHaveProperty("setting");
    expect(ask(at("19:00"), { opens: "00:00", closes: "18:00" })).toMatchObject({ outcome: "move", at: at("17:45") });
    expect(ask(at("13:00"), { opens: "12:00", closes: "18:00" })).toMatchObject({ outcome: "send" });
  });

  test("never widen them", () => {
    expect(ask(at("21:00"), { opens: "00:00", closes: "24:00" })).toMatchObject({ outcome: "move", at: at("19:45") });
  });

  test("are on the patient's own clock where it is known", () => {
    expect(ask(at("11:00"), { opens: "12:00", closes: "18:00" }, "America/Los_Angeles")).toMatchObject({
      outcome: "move",
      at: at("15:00"),
    });
  });

  test("do not bind an answer", () => {
    const answer = decideSend({
      kind: "answer",
      dueAt: at("09:00"),
      now: at("09:00"),
      facility: { zone: "America/New_York" },
      wishedHours: { opens: "12:00", closes: "18:00" },
      settings: deliverySettings(),
    });
    expect(answer).toMatchObject({ outcome: "send" });
  });
});
