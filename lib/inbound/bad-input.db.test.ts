import { createHmac, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { reminded, stopsOf, tasksOf, visitOf } from "@/tests/support/reminded";
import { receiveTwilio } from "./webhooks";

const db = useTestDatabase();
const product = useProduct(db);
const clinic = (options: Parameters<typeof reminded>[2] = {}) => reminded(db, product, options);
type Clinic = Awaited<ReturnType<typeof clinic>>;

/** A text as the carrier would post it, signed with `token`. */
async function post(c: Clinic, body: string, token: string, messageSid = `SM${randomBytes(16).toString("hex")}`): Promise<number> {
  const url = `${product.url}/api/webhooks/twilio/${c.twilioAccount}/sms`;
  const form = new URLSearchParams({ MessageSid: messageSid, AccountSid: `AC${"1".repeat(32)}`, From: c.phone, To: c.sms, Body: body });
  const signed =
    url +
    [...form]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => k + v)
      .join("");
  const request = new Request(url, {
    method: "POST",
    headers: {
      "x-twilio-signature": createHmac("sha1", token).update(signed).digest("base64"),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: form.toString(),
  });
  return (await receiveTwilio(request, c.twilioAccount, "sms")).status;
}

const stored = (c: Clinic) => c.org.asWorkflow((ctx) => ctx.sql("select 1 from webhook_receipt where kind = 'sms-inbound'"));

describe("replies that are not as they should be", () => {
  test("[SEC-04] a forged signature is refused: nothing is stored, confirmed or stopped", async () => {
    const c = await clinic();
    for (const body of ["Y", "N", "STOP"]) expect(await post(c, body, "somebody-else's-token")).toBe(403);
    await product.settle(c.org);
    expect(await stored(c)).toEqual([]);
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked", confirmation: "unconfirmed" });
    expect(await stopsOf(c.org)).toEqual([]);
  });

  test("[SEC-04] the same text delivered three times is one answer", async () => {
    const c = await clinic();
    const sid = `SM${randomBytes(16).toString("hex")}`;
    for (let i = 0; i < 3; i++) expect(await post(c, "WAITLIST", "test-auth-token-of-the-simulator", sid)).toBe(200);
    await product.settle(c.org);
    expect(await stored(c)).toHaveLength(1);
    expect(await tasksOf(c.org)).toEqual(["waitlist"]);
  });

  test("[CON-11] STOP with invisible marks in it, or shown backwards, stops", async () => {
    for (const body of ["S\u200BT\u200BO\u200BP", "\u202ESTOP\u202C", "ＳＴＯＰ"]) {
      const c = await clinic();
      await c.say(body);
      expect(await stopsOf(c.org), JSON.stringify(body)).toHaveLength(1);
    }
  });

  test("[REM-11] ten thousand characters, emoji alone and text of directions only change nothing that was not said", async () => {
    const c = await clinic();
    for (const body of [`yes ${"or not ".repeat(1_400)}`, "🤷", "\u202E\u2066\u200F", "🫠🫠🫠"]) await c.say(body);
    expect(await visitOf(c.org, c.id)).toMatchObject({ lifecycle: "booked", confirmation: "unconfirmed" });
    expect(await tasksOf(c.org)).toContain("reply");
    await c.say("👍🏾");
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "confirmed" });
  });
});
