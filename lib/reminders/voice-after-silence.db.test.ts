import { expect, test } from "vitest";
import { plannedClinic } from "@/lib/delivery/adversary.fixture";
import { prepareBatch } from "@/lib/delivery/prepare";
import { recordAccepted } from "@/lib/delivery/record";
import { saveSetting } from "@/lib/settings/save-setting";
import { useTestDatabase } from "@/tests/support/factories";

const db = useTestDatabase();
const SEVEN_BEFORE = { now: new Date("2027-03-17T18:31:00Z") };
const FIVE_BEFORE = { now: new Date("2027-03-19T18:31:00Z") };

/** The channel of the second reminder; `answered`: the patient said something to the first. */
async function second(on: boolean, answered = false): Promise<{ channel: string; reasons: string[] }> {
  const { org, book } = await plannedClinic(db.urls);
  if (on) await org.asManager((ctx) => saveSetting(ctx, { key: "reminders.voiceAfterSilence", scope: "organization", value: true }));
  const visit = await book();
  const first = await org.asWorkflow((ctx) => prepareBatch(ctx, 25), SEVEN_BEFORE);
  expect(first.prepared.map((p) => p.channel)).toEqual(["sms"]);
  await org.asWorkflow((ctx) => recordAccepted(ctx, [{ p: first.prepared[0]!, providerId: `SM${visit}` }]), SEVEN_BEFORE);
  if (answered) await db.query("update message set answered_at = $2 where appointment_id = $1", [visit, SEVEN_BEFORE.now]);
  const { prepared } = await org.asWorkflow((ctx) => prepareBatch(ctx, 25), FIVE_BEFORE);
  const [row] = await db.query("select trail from planned_message where appointment_id = $1 and step_key = '5-days'", [visit]);
  return { channel: prepared[0]!.channel, reasons: (row!.trail as { reason: string }[]).map((e) => e.reason) };
}

test("[REM-21] a text that was not answered is followed by a call, where the clinic wants it; the trail says why", async () => {
  const called = await second(true);
  expect(called.channel).toBe("voice");
  expect(called.reasons).toContain("voice-after-silence");
});

test("[REM-21] off by default, and after an answer, texts go on", async () => {
  expect((await second(false)).channel).toBe("sms");
  const answered = await second(true, true);
  expect(answered.channel).toBe("sms");
  expect(answered.reasons).not.toContain("voice-after-silence");
});
