import { describe, expect, test } from "vitest";
import { addBusyVisits, type BusyVisit, planBusyVisits } from "@/tests/support/busy-clinics";
import { useTestDatabase } from "@/tests/support/factories";
import { useStage } from "@/tests/support/stage";
import { toWall } from "@/lib/time";
import { dispatchDue } from "./dispatch";
import { reconcile } from "./reconcile";

const db = useTestDatabase();
const stage = useStage(db, 1);
const MESSAGES = 60;
const NEW_YORK = "America/New_York";
const LOOKS = { minAgeSeconds: 0, maxLooks: 3 };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** A silent carrier is left alone for so long, on the real clock. */
const AFTER_SILENCE_MS = 15_500;

/** Visits from 11:00 on one day, a minute apart; the first reminder of each is due seven days before. */
async function fill(day: string, first: number): Promise<BusyVisit[]> {
  const clinic = stage.clinics[0]!;
  const start = Date.parse(`${day}T15:00:00Z`);
  const visits = await addBusyVisits(
    clinic,
    MESSAGES,
    (i) => new Date(start + (i - first) * 60_000),
    () => "sms",
    first,
  );
  await planBusyVisits(clinic, visits, new Date(start - 30 * 86_400_000));
  return visits;
}

/** How the carrier behaves from now on: well, but for these. */
async function carrier(fields: Parameters<typeof stage.control.behave>[1] = {}): Promise<void> {
  await stage.control.behave("twilio");
  if (Object.keys(fields).length) await stage.control.behave("twilio", fields);
}
const send = () => dispatchDue(performance.now() + 60_000);
const at = (iso: string): Promise<void> => stage.setClock(new Date(iso));

async function expectWhole(visits: readonly BusyVisit[]): Promise<{ staff: number; hours: number[] }> {
  const ids = visits.map((v) => v.appointmentId);
  const rows = await db.query("select state, reason from planned_message where step_key = '7-days' and appointment_id = any ($1)", [ids]);
  const staff = rows.filter((r) => r.state === "uncertain" && r.reason === "no-proof").length;
  expect(rows).toHaveLength(MESSAGES);
  expect(rows.filter((r) => r.state === "sent").length + staff, JSON.stringify(rows)).toBe(MESSAGES);
  const tasks = await db.query(
    "select 1 from staff_task t join planned_message p on p.organization_id = t.organization_id and p.id = t.planned_message_id where t.kind = 'uncertain-message' and t.state = 'open' and p.appointment_id = any ($1)",
    [ids],
  );
  expect(tasks).toHaveLength(staff);
  const numbers = new Set(visits.map((v) => v.address));
  const accepted = (await stage.accepted()).filter((a) => numbers.has(a.to));
  expect(accepted.length, "no number heard twice").toBe(new Set(accepted.map((a) => a.to)).size);
  expect(accepted.length).toBeGreaterThanOrEqual(MESSAGES - staff);
  const said = await db.query("select sent_at from message where appointment_id = any ($1) and sent_at is not null", [ids]);
  return { staff, hours: said.map((m) => toWall(NEW_YORK, m.sent_at as Date).hour) };
}

describe("a carrier in trouble", () => {
  test(
    "[RTY-03] [DLV-01] refusals, limits and answers lost after acceptance for hours: nothing lost, nothing doubled, nothing at night",
    { timeout: 240_000 },
    async () => {
      const visits = await fill("2027-03-15", 0);
      await carrier({ down: true });
      // 503 from 13:00, looked at as the retries come due; nothing goes out, nothing is lost.
      for (const time of ["17:00", "17:02", "17:08", "17:25", "18:30"]) {
        await at(`2027-03-08T${time}:00Z`);
        expect((await send()).sent).toBe(0);
      }
      await carrier({ failRate: 1, code: "20429" });
      for (const time of ["19:45", "21:00"]) {
        await at(`2027-03-08T${time}:00Z`);
        expect((await send()).sent).toBe(0);
      }
      // 18:30 in New York: messages are taken while every answer is lost. A few are in doubt, the rest is kept back.
      await carrier({ timeoutAfterAcceptRate: 1 });
      await at("2027-03-08T23:30:00Z");
      const lost = await send();
      expect(lost.sent).toBe(0);
      expect(lost.uncertain).toBeGreaterThan(0);
      expect(lost.uncertain).toBeLessThanOrEqual(24);
      await stage.readReceipts();
      await pause(AFTER_SILENCE_MS);
      // The carrier is back at eleven at night: everything waits for the morning.
      await carrier();
      await at("2027-03-09T04:00:00Z");
      for (let i = 0; i < 4; i++) expect((await send()).sent).toBe(0);
      for (const time of ["13:30", "13:50", "14:10"]) {
        await at(`2027-03-09T${time}:00Z`);
        await send();
      }
      await stage.readReceipts();
      await reconcile(stage.clinics[0]!.org.organizationId, LOOKS);
      const { staff, hours } = await expectWhole(visits);
      expect(staff, "each acceptance is proven by its receipt").toBe(0);
      expect(hours).toHaveLength(MESSAGES);
      expect(hours.filter((h) => h < 8 || h >= 20)).toEqual([]);
    },
  );

  test(
    "[RTY-03] a carrier that hangs puts few messages in doubt; what nobody can prove goes to a person, the rest goes out",
    { timeout: 240_000 },
    async () => {
      const visits = await fill("2027-04-15", 1_000);
      const { organizationId } = stage.clinics[0]!.org;
      await carrier({ down: true, downMode: "hang" });
      await at("2027-04-08T17:00:00Z");
      const first = await send();
      expect(first.uncertain).toBeGreaterThan(0);
      expect(first.uncertain).toBeLessThanOrEqual(24);
      expect(first.uncertain + first.retried).toBe(MESSAGES);
      // Asked while it hangs: silence proves nothing, and it is asked a few times only.
      const begun = performance.now();
      expect(await reconcile(organizationId, LOOKS)).toMatchObject({ found: 0, staff: 0, waiting: first.uncertain });
      expect(performance.now() - begun).toBeLessThan(30_000);
      await stage.control.behave("twilio");
      await pause(AFTER_SILENCE_MS);
      for (const time of ["17:20", "17:40", "18:00"]) {
        await at(`2027-04-08T${time}:00Z`);
        await send();
      }
      let staff = 0;
      for (let i = 0; i < LOOKS.maxLooks; i++) staff += (await reconcile(organizationId, LOOKS)).staff;
      expect(staff).toBe(first.uncertain);
      await stage.readReceipts();
      const whole = await expectWhole(visits);
      expect(whole.staff).toBe(first.uncertain);
      const order = await db.query(
        "select p.ideal_at as ideal, m.at from planned_message p join message m on m.organization_id = p.organization_id and m.id = p.message_id where p.step_key = '7-days' and p.state = 'sent' and p.appointment_id = any ($1)",
        [visits.map((v) => v.appointmentId)],
      );
      const early = order.filter((a) =>
        order.some((b) => Number(a.ideal) - Number(b.ideal) > 0 && Number(b.at) - Number(a.at) > 3_600_000),
      );
      expect(early, "nothing overtakes an earlier message by more than an hour").toEqual([]);
    },
  );
});
