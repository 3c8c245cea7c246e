import { expect, test } from "vitest";
import { planReminders, whyPlanned } from "@/lib/reminders/rules";
import { planFacts } from "@/lib/reminders/rules.fixture";

test("[DLV-10] a row tells why it was planned just as its plan did, with the setting", () => {
  const facts = planFacts();
  for (const step of planReminders(facts).steps) expect(whyPlanned(step, facts)).toEqual([step.trail[0]]);
  expect(whyPlanned({ stepKey: "7-days", idealAt: new Date() }, facts)[0]).toMatchObject({
    rule: "cadence",
    setting: { key: "reminders.cadence" },
    data: { before: "7 days" },
  });
});

test("[DLV-10] [RTY-04] [REM-24] so do catch-up and late-booking reminders", () => {
  const idealAt = new Date("2026-10-14T13:00:00Z");
  const facts = planFacts();
  expect(whyPlanned({ stepKey: "catch-up", idealAt }, facts)).toMatchObject([
    { rule: "catch-up", setting: { key: "reminders.catchUp" }, data: { at: "09:00" } },
  ]);
  expect(whyPlanned({ stepKey: "late-booking", idealAt }, facts)).toMatchObject([
    { rule: "late-booking", setting: { key: "reminders.lateBooking" } },
  ]);
  expect(whyPlanned({ stepKey: "gone", idealAt }, facts)).toEqual([]);
});
