import { describe, expect, test } from "vitest";
import { actOnSms, hearSms } from "@/lib/inbound/process-sms";
import { makeContact, makeOrganization, makePatient, makeSender, useTestDatabase } from "@/tests/support/factories";
import { suppress } from "./suppress";

const database = useTestDatabase();
const FIRST = "+18335550111";
const SECOND = "+18335550122";

async function clinic() {
  const org = await makeOrganization(database.urls);
  const first = await makeSender(org, { address: FIRST });
  const second = await makeSender(org, { address: SECOND, sender: { is_default: false } });
  const patientId = await makePatient(org);
  const { endpointId, address } = await makeContact(org, patientId);
  let sent = 0;
  const say = async (body: string, to: string) => {
    const sms = { messageSid: `SM${org.slug}${++sent}`, from: address, to, body };
    await org.asWorkflow((ctx) => hearSms(ctx, sms));
    await org.asWorkflow((ctx) => actOnSms(ctx, sms));
  };
  const active = () =>
    database.query(
      `select s.source, s.channel, o.address as ours from suppression s left join sender o on o.id = s.sender_id
       where s.organization_id = $1 and s.lifted_at is null order by s.created_at, s.id`,
      [org.organizationId],
    );
  const carrierSays = (senderId: string) =>
    org.asWorkflow((ctx) => suppress(ctx, { endpointId, senderId, channel: "sms", source: "carrier", how: "carrier-21610" }));
  return { org, first: first.senderId, second: second.senderId, endpointId, address, say, active, carrierSays };
}

describe("START", () => {
  test("[CON-09] [CON-10] lifts what was said to that number of ours; at another number nothing is lifted, and a person sees it", async () => {
    const c = await clinic();
    await c.say("STOP", FIRST);
    await c.say("START", SECOND);
    expect(await c.active()).toEqual([{ source: "patient", channel: null, ours: FIRST }]);
    const tasks = () => database.query("select kind from staff_task where organization_id = $1", [c.org.organizationId]);
    expect(await tasks()).toEqual([{ kind: "reply" }]);
    const answers = await database.query(
      "select template_key from planned_message where organization_id = $1 and template_key = 'opt-in-confirm'",
      [c.org.organizationId],
    );
    expect(answers).toEqual([]);
    await c.say("START", FIRST);
    expect(await c.active()).toEqual([]);
  });

  test("[CON-09] stopped at two of our numbers, texts come back after START at both", async () => {
    const c = await clinic();
    await c.say("STOP", FIRST);
    await c.say("stop", SECOND);
    expect((await c.active()).map((row) => row.ours)).toEqual([FIRST, SECOND]);
    await c.say("START", FIRST);
    expect((await c.active()).map((row) => row.ours)).toEqual([SECOND]);
    await c.say("START", SECOND);
    expect(await c.active()).toEqual([]);
  });

  test("[CON-09] what was said to no number of ours is lifted at any", async () => {
    const c = await clinic();
    await c.org.asWorkflow((ctx) =>
      suppress(ctx, { endpointId: c.endpointId, channel: "sms", source: "patient", how: "preferences", wording: "Stop texts" }),
    );
    await c.say("START", SECOND);
    expect(await c.active()).toEqual([]);
  });

  test("[CON-11] one that is worked on late, after a newer STOP, lifts nothing; a person sees it", async () => {
    const c = await clinic();
    const at = (minute: number) => ({ now: new Date(Date.UTC(2027, 2, 1, 15, minute)) });
    const text = (body: string) => ({ messageSid: `SM${c.org.slug}${body}`, from: c.address, to: FIRST, body });
    await c.org.asWorkflow((ctx) => hearSms(ctx, text("STOP")), at(0));
    // Its first try fails after it was heard; the patient changes their mind before the next one.
    await c.org.asWorkflow((ctx) => hearSms(ctx, text("START")), at(1));
    await c.org.asWorkflow((ctx) => hearSms(ctx, text("please stop")), at(2));
    await c.org.asWorkflow((ctx) => actOnSms(ctx, text("START")), at(3));
    expect(await c.active()).toEqual([{ source: "patient", channel: null, ours: FIRST }]);
    expect(await database.query("select kind from staff_task where organization_id = $1", [c.org.organizationId])).toEqual([
      { kind: "reply" },
    ]);
    await c.org.asWorkflow((ctx) => hearSms(ctx, text("start")), at(4));
    await c.org.asWorkflow((ctx) => actOnSms(ctx, text("start")), at(5));
    expect(await c.active()).toEqual([]);
  });

  test("[CON-11] one that could not be heard at all, and is worked on again after a newer STOP, lifts nothing", async () => {
    const c = await clinic();
    const at = (minute: number) => ({ now: new Date(Date.UTC(2027, 2, 1, 15, minute)) });
    const text = (body: string, minute: number) => ({
      messageSid: `SM${c.org.slug}${body}`,
      from: c.address,
      to: FIRST,
      body,
      receivedAt: at(minute).now,
    });
    const hear = (body: string, came: number, heard: number) => c.org.asWorkflow((ctx) => hearSms(ctx, text(body, came)), at(heard));
    await hear("STOP", 0, 0);
    await hear("please stop", 2, 2);
    // START came between the two; every try of hearing it failed, and an admin has it worked on again an hour later.
    await hear("START", 1, 50);
    await c.org.asWorkflow((ctx) => actOnSms(ctx, text("START", 1)), at(50));
    expect(await c.active()).toEqual([{ source: "patient", channel: null, ours: FIRST }]);
    // The other way round: a STOP that is heard late is still older than the START that came after it.
    const d = await clinic();
    const late = (body: string, minute: number) => ({ ...text(body, minute), from: d.address, messageSid: `SM${d.org.slug}${body}` });
    await d.org.asWorkflow((ctx) => hearSms(ctx, late("STOP", 0)), at(3));
    await d.org.asWorkflow((ctx) => hearSms(ctx, late("START", 1)), at(4));
    await d.org.asWorkflow((ctx) => actOnSms(ctx, late("START", 1)), at(4));
    expect(await d.active()).toEqual([]);
  });

  test("[CON-09] that lifts nothing is no consent: the ledger gets no opt-in; one that lifts names what it lifted", async () => {
    const c = await clinic();
    const ledger = () =>
      database.query(
        `select e.kind, e.wording, s.lifted_how as lifted from consent_event e left join suppression s on s.id = e.suppression_id
         where e.organization_id = $1 order by e.at, e.id`,
        [c.org.organizationId],
      );
    await c.say("START", FIRST);
    expect(await ledger()).toEqual([]);
    await c.say("STOP", FIRST);
    await c.say("START", FIRST);
    expect(await ledger()).toEqual([
      { kind: "opt-out", wording: "STOP", lifted: "sms 4-exact" },
      { kind: "opt-in", wording: "START", lifted: "sms 4-exact" },
    ]);
  });
});

describe("one fact, one row", () => {
  test("[CON-11] STOP and the carrier's report of it, in either order, are the patient's one entry", async () => {
    const c = await clinic();
    await c.say("STOP", FIRST);
    await c.carrierSays(c.first);
    expect(await c.active()).toEqual([{ source: "patient", channel: null, ours: FIRST }]);

    const d = await clinic();
    await d.carrierSays(d.first);
    await d.carrierSays(d.first);
    expect(await d.active()).toEqual([{ source: "carrier", channel: "sms", ours: FIRST }]);
    await d.say("please stop", FIRST);
    expect(await d.active()).toEqual([{ source: "patient", channel: null, ours: FIRST }]);
    const proofs = await database.query("select source from consent_event where organization_id = $1 order by at, id", [
      d.org.organizationId,
    ]);
    expect(proofs.map((row) => row.source)).toEqual(["carrier", "carrier", "patient"]);
  });

  test("[CON-11] a report for another of our numbers, and the clinic's own entry, are facts of their own", async () => {
    const c = await clinic();
    await c.say("STOP", FIRST);
    await c.carrierSays(c.second);
    await c.org.asStaff((ctx) => suppress(ctx, { endpointId: c.endpointId, channel: "voice", source: "staff", how: "staff" }));
    expect((await c.active()).map((row) => [row.source, row.ours])).toEqual([
      ["patient", FIRST],
      ["carrier", SECOND],
      ["staff", null],
    ]);
  });
});
