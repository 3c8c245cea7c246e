import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { processReceipt } from "@/lib/inbound/process-receipt";
import { receiveResend, receiveTwilio } from "@/lib/inbound/webhooks";
import { newId } from "@/lib/ids";
import { addBusyVisits, type BusyClinic, type BusyVisit, type CarrierAccounts, planBusyVisits } from "@/tests/support/busy-clinics";
import { useTestDatabase } from "@/tests/support/factories";
import { useStage } from "@/tests/support/stage";
import { dispatchDue } from "./dispatch";
import { prepareBatch } from "./prepare";
import type { Prepared } from "./send";

const db = useTestDatabase();
const stage = useStage(db, 1);
const VISIT = new Date("2027-03-15T15:00:00Z");
let clinic: BusyClinic;
let accounts: CarrierAccounts;
let next = 0;

beforeAll(async () => {
  clinic = stage.clinics[0]!;
  accounts = stage.accounts[0]!;
  await stage.control.behave("twilio", { receiptLossRate: 1 });
  await stage.setClock(new Date("2027-03-08T17:00:00Z"));
});

/** One text that went out (its receipts lost), or one that is claimed and on its way. */
async function text(state: "sent" | "under way"): Promise<{ visit: BusyVisit; sid: string; attemptId: string; prepared?: Prepared }> {
  const [visit] = await addBusyVisits(
    clinic,
    1,
    () => VISIT,
    () => "sms",
    next++,
  );
  await planBusyVisits(clinic, [visit!], new Date("2027-02-15T17:00:00Z"));
  if (state === "under way") {
    const { prepared } = await clinic.org.asWorkflow((ctx) => prepareBatch(ctx, 1));
    return { visit: visit!, sid: `SM${newId().replaceAll("-", "")}`, attemptId: prepared[0]!.attemptId, prepared: prepared[0]! };
  }
  await dispatchDue(performance.now() + 30_000);
  const [row] = await db.query(
    "select id, provider_id from attempt where planned_message_id in (select id from planned_message where appointment_id = $1)",
    [visit!.appointmentId],
  );
  return { visit: visit!, sid: String(row!.provider_id), attemptId: String(row!.id) };
}

const path = (kind: string, attemptId?: string): string =>
  `/api/webhooks/twilio/${accounts.twilioId}/${kind}${attemptId ? `?attempt=${attemptId}` : ""}`;

function twilioRequest(target: string, given: Record<string, string>, signature?: string): Request {
  const fields: Record<string, string> = { AccountSid: accounts.twilio.accountSid, ...given };
  const url = stage.hooks.url + target;
  const signed = Object.keys(fields)
    .toSorted()
    .reduce((joined, name) => joined + name + fields[name], url);
  return new Request(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": signature ?? createHmac("sha1", accounts.twilio.authToken).update(signed, "utf8").digest("base64"),
    },
    body: new URLSearchParams(fields).toString(),
  });
}

async function status(sid: string, state: string, attemptId?: string, code?: string): Promise<number> {
  const fields = {
    MessageSid: sid,
    MessageStatus: state,
    To: "+12125550100",
    From: clinic.sender,
    ...(code && { ErrorCode: code }),
  };
  return (await receiveTwilio(twilioRequest(path("status", attemptId), fields), accounts.twilioId, "status")).status;
}

const message = async (visit: BusyVisit) =>
  (
    await db.query(
      "select m.status, m.error_code, m.delivered_at, p.state, p.step_key, (select count(*)::int from planned_message r where r.appointment_id = p.appointment_id and r.step_key like '%~retry%') as retries from planned_message p left join message m on m.organization_id = p.organization_id and m.id = p.message_id where p.appointment_id = $1 and p.step_key = '7-days'",
      [visit.appointmentId],
    )
  )[0]!;

const receipts = async (): Promise<number> => Number((await db.query("select count(*)::int as n from webhook_receipt"))[0]!.n);

describe("receipts", () => {
  const orders: [first: string, ...rest: string[]][] = [
    ["queued", "sent", "delivered"],
    ["delivered", "sent", "queued"],
    ["sent", "delivered", "sent"],
    ["delivered", "delivered", "sending"],
  ];
  test.each(orders)("[RTY-10] %s, %s, %s ends delivered, whatever the order", async (...states) => {
    const { visit, sid, attemptId } = await text("sent");
    for (const state of states) {
      expect(await status(sid, state, attemptId)).toBe(204);
      await stage.readReceipts();
    }
    expect(await message(visit)).toMatchObject({ status: "delivered", state: "sent", retries: 0 });
  });

  test("[RTY-10] a failure told twice, and again by an older state, plans one retry and is not taken back", async () => {
    const { visit, sid, attemptId } = await text("sent");
    for (const state of ["undelivered", "undelivered", "sent"])
      await status(sid, state, attemptId, state === "undelivered" ? "30003" : undefined);
    await stage.readReceipts();
    expect(await message(visit)).toMatchObject({ status: "undelivered", error_code: "30003", retries: 1 });
  });

  test("[RTY-03] [RTY-10] a receipt that comes before our own record settles the send; the record then changes nothing", async () => {
    const { visit, sid, attemptId } = await text("under way");
    expect(await message(visit)).toMatchObject({ status: "sending", state: "claimed" });
    await status(sid, "delivered", attemptId);
    await stage.readReceipts();
    expect(await message(visit)).toMatchObject({ status: "delivered", state: "sent" });
    const { recordAccepted } = await import("./record");
    const [row] = await db.query("select id, message_id from planned_message where appointment_id = $1 and step_key = '7-days'", [
      visit.appointmentId,
    ]);
    await clinic.org.asWorkflow((ctx) =>
      recordAccepted(ctx, [{ p: { attemptId, messageId: String(row!.message_id), plannedId: String(row!.id) }, providerId: sid }]),
    );
    expect(await message(visit)).toMatchObject({ status: "delivered", state: "sent" });
  });

  test("[RTY-10] a receipt of a message that is not ours waits, and is let go after six looks", async () => {
    await status(`SM${newId().replaceAll("-", "")}`, "delivered");
    const [row] = await db.query("select id from webhook_receipt where state = 'new'");
    for (let i = 0; i < 6; i++) await processReceipt(clinic.org.organizationId, String(row!.id));
    expect(await db.query("select state from webhook_receipt where id = $1", [row!.id])).toEqual([{ state: "done" }]);
  });
});

describe("webhooks from anywhere", () => {
  test("[SEC-04] the same webhook again is answered and stores nothing", async () => {
    const { sid, attemptId } = await text("sent");
    expect(await status(sid, "sent", attemptId)).toBe(204);
    const before = await receipts();
    for (let i = 0; i < 3; i++) expect(await status(sid, "sent", attemptId)).toBe(204);
    expect(await receipts()).toBe(before);
  });

  test("[SEC-04] forged, unsigned, tampered or for another account: refused, nothing stored", async () => {
    const before = await receipts();
    const fields = { MessageSid: "SM1", MessageStatus: "delivered" };
    const post = async (request: Request, account = accounts.twilioId): Promise<number> =>
      (await receiveTwilio(request, account, "status")).status;
    expect(await post(twilioRequest(path("status"), fields, "forged"))).toBe(403);
    expect(await post(twilioRequest(path("status"), fields, ""))).toBe(403);
    const moved = twilioRequest(path("status", "one"), fields);
    expect(
      await post(new Request(moved.url.replace("one", "two"), { method: "POST", headers: moved.headers, body: await moved.text() })),
    ).toBe(403);
    expect(await post(twilioRequest(path("status"), fields), newId())).toBe(403);
    expect(await post(twilioRequest(path("status"), fields), accounts.resendId)).toBe(403);
    expect(await post(twilioRequest(path("status"), fields), "no-id")).toBe(403);
    const resend = new Request(`${stage.hooks.url}/api/webhooks/resend/${accounts.resendId}`, { method: "POST", body: "{}" });
    expect((await receiveResend(resend, accounts.resendId)).status).toBe(403);
    expect(await receipts()).toBe(before);
  });

  test("[SEC-04] a body over the limit is refused before it is read; ten kilobytes of text are kept", async () => {
    const huge = twilioRequest(path("sms"), { MessageSid: "SMhuge", From: "+12125550199", To: clinic.sender, Body: "x".repeat(300_000) });
    expect((await receiveTwilio(huge, accounts.twilioId, "sms")).status).toBe(413);
    const long = twilioRequest(path("sms"), {
      MessageSid: `SM${"a".repeat(32)}`,
      From: "+12125550199",
      To: clinic.sender,
      Body: "é".repeat(10_000),
      NumMedia: "0",
    });
    expect((await receiveTwilio(long, accounts.twilioId, "sms")).status).toBe(200);
    await stage.readReceipts();
    expect(await db.query("select length(body) as n from message where provider_id = $1", [`SM${"a".repeat(32)}`])).toEqual([
      { n: 10_000 },
    ]);
  });

  test("[SEC-04] [CON-11] a signed webhook that says nothing usable is stored, given up and shown to a person; a STOP with stray bytes still stops", async () => {
    const broken = twilioRequest(path("status"), { MessageSid: `SM${"b".repeat(32)}`, MessageStatus: "no-such-state" });
    expect((await receiveTwilio(broken, accounts.twilioId, "status")).status).toBe(204);
    await stage.readReceipts();
    expect(await db.query("select state from webhook_receipt where state = 'new'")).toEqual([]);
    const stop = twilioRequest(path("sms"), {
      MessageSid: `SM${"c".repeat(32)}`,
      From: "+12125550177",
      To: clinic.sender,
      Body: "STOP\u0000",
      NumMedia: "0",
    });
    expect((await receiveTwilio(stop, accounts.twilioId, "sms")).status).toBe(200);
    await stage.readReceipts();
    expect(
      await db.query(
        "select 1 as one from suppression s join endpoint e on e.organization_id = s.organization_id and e.id = s.endpoint_id where e.address = '+12125550177' and s.lifted_at is null",
      ),
    ).toEqual([{ one: 1 }]);
  });
});
