import { describe, expect, test } from "vitest";
import { addSuppression } from "@/lib/consent/add-suppression";
import { suppress } from "@/lib/consent/suppress";
import { replanAppointments } from "@/lib/delivery/plan";
import { newId } from "@/lib/ids";
import { makeSender, useTestDatabase } from "@/tests/support/factories";
import { oneClickUnsubscribe } from "./one-click";
import { openPage, PAGE_PURPOSES } from "./open-page";
import { post, sentReminder } from "./pages.fixture";
import { postChoice } from "./posts";
import { loadPreferences } from "./preferences";

const db = useTestDatabase();
const requestId = newId();
let ips = 0;
const ip = () => `198.51.100.${(ips += 1)}`;
const choices = async (token: string) => {
  const opened = await openPage({ token, purpose: PAGE_PURPOSES.preferences, ip: ip(), requestId }, loadPreferences);
  if (!opened.ok) throw new Error(`the page did not open: ${opened.problem}`);
  return opened.data.channels;
};
const active = (endpointId: string) =>
  db.query("select channel, source, how from suppression where endpoint_id = $1 and lifted_at is null order by channel", [endpointId]);
const proofs = (endpointId: string) =>
  db.query("select kind, channel, source, wording from consent_event where endpoint_id = $1 order by at, id", [endpointId]);

describe("message preferences", () => {
  test("[CON-11] [CON-09] stopping texts holds at once, with the button's words as proof, and takes what was planned with it", async () => {
    const s = await sentReminder(db.urls);
    const token = await s.link({ purpose: "preferences" });
    await s.org.asWorkflow((ctx) => replanAppointments(ctx, [s.appointmentId]));
    const planned = () =>
      db.query("select state, reason from planned_message where appointment_id = $1 and state = 'planned'", [s.appointmentId]);
    expect((await planned()).length).toBeGreaterThan(0);
    expect(await choices(token)).toEqual([
      expect.objectContaining({ channel: "sms", on: true, contact: `••• ${s.address.slice(-4)}` }),
      expect.objectContaining({ channel: "voice", on: true }),
    ]);
    expect(await post(postChoice, token, { channel: "sms", on: "no", shown: "es" })).toBe(`303 /p/${token}/preferences?done=saved`);
    expect(await active(s.endpointId)).toEqual([{ channel: "sms", source: "patient", how: "web preferences" }]);
    expect(await proofs(s.endpointId)).toEqual([
      { kind: "opt-out", channel: "sms", source: "patient", wording: "No recibir mensajes de texto" },
    ]);
    expect(await planned()).toEqual([]);
  });

  test("[CON-11] pressing again, or twice at once, is harmless", async () => {
    const s = await sentReminder(db.urls);
    const token = await s.link({ purpose: "preferences" });
    await Promise.all([1, 2, 3].map(() => post(postChoice, token, { channel: "all", on: "no" })));
    await post(postChoice, token, { channel: "voice", on: "no" });
    expect(await active(s.endpointId)).toEqual([
      { channel: "sms", source: "patient", how: "web preferences" },
      { channel: "voice", source: "patient", how: "web preferences" },
    ]);
    expect(await proofs(s.endpointId)).toHaveLength(2);
  });

  test("[CON-09] calls come back by the page; texts only by START; turning calls on leaves texts stopped", async () => {
    const s = await sentReminder(db.urls);
    const token = await s.link({ purpose: "preferences" });
    // STOP by text stops everything on the number.
    await s.org.asWorkflow((ctx) => suppress(ctx, { endpointId: s.endpointId, source: "patient", how: "sms exact", wording: "STOP" }));
    expect(await choices(token)).toEqual([
      expect.objectContaining({
        channel: "sms",
        on: false,
        start: "text-start",
        startNumber: { e164: "+18335550100", text: "(833) 555-0100" },
      }),
      expect.objectContaining({ channel: "voice", on: false, start: "here" }),
    ]);
    expect(await post(postChoice, token, { channel: "sms", on: "yes" })).toBe(`303 /p/${token}/preferences?problem=conflict`);
    expect(await post(postChoice, token, { channel: "all", on: "yes" })).toBe(`303 /p/${token}/preferences?problem=invalid`);
    expect(await post(postChoice, token, { channel: "voice", on: "yes" })).toBe(`303 /p/${token}/preferences?done=saved`);
    expect(await active(s.endpointId)).toEqual([{ channel: "sms", source: "patient", how: "web preferences" }]);
    expect((await choices(token)).map((choice) => choice.on)).toEqual([false, true]);
    expect(await proofs(s.endpointId)).toContainEqual(
      expect.objectContaining({ kind: "opt-in", channel: "voice", wording: "Turn automatic calls on again" }),
    );
    const before = await proofs(s.endpointId);
    await post(postChoice, token, { channel: "voice", on: "yes" });
    expect(await proofs(s.endpointId)).toEqual(before);
  });

  test("[CON-09] [CON-10] START goes to the number that STOP was texted to, also after calls came back by the page", async () => {
    const s = await sentReminder(db.urls);
    const token = await s.link({ purpose: "preferences" });
    const { senderId } = await makeSender(s.org, { address: "+18335550177", sender: { is_default: false } });
    await s.org.asWorkflow((ctx) =>
      suppress(ctx, { endpointId: s.endpointId, senderId, source: "patient", how: "sms exact", wording: "STOP" }),
    );
    const number = async () => (await choices(token)).map((choice) => choice.startNumber?.e164);
    expect(await number()).toEqual(["+18335550177", undefined]);
    await post(postChoice, token, { channel: "voice", on: "yes" });
    expect(await number()).toEqual(["+18335550177", undefined]);
    expect(
      await db.query("select channel, sender_id from suppression where endpoint_id = $1 and lifted_at is null", [s.endpointId]),
    ).toEqual([{ channel: "sms", sender_id: senderId }]);
  });

  test("[CON-09] what the clinic stopped, only the clinic starts again", async () => {
    const s = await sentReminder(db.urls, { channel: "email" });
    const token = await s.link({ purpose: "preferences" });
    await s.org.asStaff((ctx) => addSuppression(ctx, { address: s.address }));
    expect(await choices(token)).toEqual([expect.objectContaining({ channel: "email", on: false, start: "clinic" })]);
    expect(await post(postChoice, token, { channel: "email", on: "yes" })).toBe(`303 /p/${token}/preferences?problem=conflict`);
    expect(await active(s.endpointId)).toHaveLength(1);
    // The patient's own wish is recorded beside it.
    await post(postChoice, token, { channel: "email", on: "no" });
    expect(await active(s.endpointId)).toHaveLength(2);
  });

  test("[APP-01] looking at the page changes nothing; the reminder's own link opens it too", async () => {
    const s = await sentReminder(db.urls);
    const token = await s.link({ purpose: "appointment" });
    await choices(token);
    expect(await active(s.endpointId)).toEqual([]);
    expect(await proofs(s.endpointId)).toEqual([]);
    expect(
      await db.query("select count(*)::int as n from audit_entry where action = 'view-preferences-page' and entity_id = $1", [
        s.endpointId,
      ]),
    ).toEqual([{ n: 1 }]);
  });

  test("[APP-05] a wrong or expired token stops nothing, and another organization's link reaches no number of this one", async () => {
    const s = await sentReminder(db.urls);
    const theirs = await sentReminder(db.urls);
    const foreign = await theirs.link({ purpose: "preferences", endpointId: s.endpointId, messageId: null });
    const expired = await s.link({ purpose: "preferences", messageId: null, expiresAt: new Date(Date.now() - 1000) });
    for (const token of [foreign, expired, "2".repeat(17)])
      expect(await post(postChoice, token, { channel: "sms", on: "no" })).toMatch(/problem=(not-found|expired|unknown)$/);
    expect(await active(s.endpointId)).toEqual([]);
  });
});

describe("one-click unsubscribe", () => {
  test("[CON-11] [TPL-10] a post alone stops the e-mails, once, and the page can undo it", async () => {
    const s = await sentReminder(db.urls, { channel: "email" });
    const token = await s.link({ purpose: "unsubscribe" });
    expect(await oneClickUnsubscribe({ token, ip: ip(), requestId })).toBe(200);
    expect(await oneClickUnsubscribe({ token, ip: ip(), requestId })).toBe(200);
    expect(await active(s.endpointId)).toEqual([{ channel: "email", source: "patient", how: "list-unsubscribe" }]);
    expect(await proofs(s.endpointId)).toEqual([expect.objectContaining({ kind: "opt-out", wording: "List-Unsubscribe=One-Click" })]);
    expect(await post(postChoice, token, { channel: "email", on: "yes", lang: "es", shown: "es" })).toBe(
      `303 /p/${token}/unsubscribe?lang=es&done=saved`,
    );
    expect(await active(s.endpointId)).toEqual([]);
    expect(await post(postChoice, token, { channel: "email", on: "no" })).toBe(`303 /p/${token}/unsubscribe?done=saved`);
    expect(await active(s.endpointId)).toEqual([{ channel: "email", source: "patient", how: "web unsubscribe" }]);
  });

  test("[APP-05] only an unsubscribe link does it", async () => {
    const s = await sentReminder(db.urls, { channel: "email" });
    for (const token of [await s.link({ purpose: "appointment" }), await s.link({ purpose: "preferences" }), "2".repeat(17), ""])
      expect(await oneClickUnsubscribe({ token, ip: ip(), requestId })).toBe(404);
    const old = await s.link({ purpose: "unsubscribe" });
    expect(await oneClickUnsubscribe({ token: old, ip: ip(), requestId, now: new Date(Date.now() + 40 * 86_400_000) })).toBe(410);
    expect(await active(s.endpointId)).toEqual([]);
  });
});
