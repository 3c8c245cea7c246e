import { describe, expect, test } from "vitest";
import { makeContact, makeOrganization, makePatient, makeSender, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { addSuppression } from "./add-suppression";
import { liftByStaff } from "./lift";
import { findSuppression, howWords, listSuppressions } from "./list-suppressions";
import { suppress } from "./suppress";

const database = useTestDatabase();
const all = { q: "", sources: [], channels: [] };

async function clinic() {
  const org = await makeOrganization(database.urls);
  const { senderId } = await makeSender(org, { address: "+18335550111" });
  const patientId = await makePatient(org, { first_name: "Rosa", last_name: "Delgado" });
  const { endpointId, address } = await makeContact(org, patientId);
  return { org, senderId, patientId, endpointId, address };
}
const list = (org: TestOrganization, filter: Partial<Parameters<typeof listSuppressions>[1]> = {}) =>
  org.asStaff((ctx) => listSuppressions(ctx, { ...all, ...filter }));

describe("the do-not-contact list", () => {
  test("[CON-09] [CON-10] the patient's own opt-out shows what they wrote and our number it went to; staff cannot remove it", async () => {
    const c = await clinic();
    const { id } = await c.org.asWorkflow((ctx) =>
      suppress(ctx, {
        endpointId: c.endpointId,
        senderId: c.senderId,
        channel: "sms",
        source: "patient",
        how: "sms exact",
        wording: "Stop",
      }),
    );
    expect((await list(c.org)).rows).toMatchObject([
      {
        id,
        address: c.address,
        channel: "sms",
        source: "patient",
        how: "Texted that they want no more messages",
        ourAddress: "+18335550111",
        wording: "Stop",
        patients: [{ id: c.patientId, name: "Rosa Delgado" }],
        removable: false,
      },
    ]);
    await expect(c.org.asStaff((ctx) => liftByStaff(ctx, { suppressionId: id }))).rejects.toMatchObject({ code: "conflict" });
  });

  test("[CON-09] staff add a number or an address with a note, and take their own entries away again", async () => {
    const c = await clinic();
    const phone = await c.org.asStaff((ctx) => addSuppression(ctx, { address: "(212) 555-0177", note: "Asked at the desk" }));
    await c.org.asStaff((ctx) => addSuppression(ctx, { address: "Someone@Example.com" }));
    const rows = (await list(c.org)).rows;
    expect(rows.map((r) => [r.address, r.note, r.by, r.removable]).toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))).toEqual([
      ["+12125550177", "Asked at the desk", `staff of ${c.org.slug}`, true],
      ["someone@example.com", null, `staff of ${c.org.slug}`, true],
    ]);
    await c.org.asStaff((ctx) => liftByStaff(ctx, { suppressionId: phone.id }));
    expect((await list(c.org)).rows.map((r) => r.address)).toEqual(["someone@example.com"]);
    expect(await c.org.asStaff((ctx) => findSuppression(ctx, phone.id))).toBeUndefined();
    await expect(c.org.asStaff((ctx) => addSuppression(ctx, { address: "nobody" }))).rejects.toMatchObject({
      fields: { address: expect.any(String) },
    });
  });

  test("[CON-09] found by part of the number, by address or by the patient's name; narrowed by source and channel", async () => {
    const c = await clinic();
    await c.org.asWorkflow((ctx) => suppress(ctx, { endpointId: c.endpointId, channel: "sms", source: "patient", how: "sms exact" }));
    await c.org.asStaff((ctx) => addSuppression(ctx, { address: "someone@example.com" }));
    const addresses = async (filter: object) => (await list(c.org, filter)).rows.map((r) => r.address);
    expect(await addresses({ q: c.address.slice(-7, -4) + "-" + c.address.slice(-4) })).toEqual([c.address]);
    expect(await addresses({ q: "delgado ro" })).toEqual([c.address]);
    expect(await addresses({ q: "SOMEONE@" })).toEqual(["someone@example.com"]);
    expect(await addresses({ q: "example" })).toEqual(["someone@example.com"]);
    expect(await addresses({ q: "nobody" })).toEqual([]);
    expect(await addresses({ sources: ["staff"] })).toEqual(["someone@example.com"]);
    // An entry for every channel holds for voice too.
    expect(await addresses({ channels: ["voice"] })).toEqual(["someone@example.com"]);
  });

  test("[CON-09] pages lead on and back without losing or repeating anyone", async () => {
    const c = await clinic();
    await c.org.asStaff(async (ctx) => {
      for (let i = 0; i < 55; i++) await addSuppression(ctx, { address: `p${i}@patients.example` });
    });
    const first = await list(c.org);
    expect(first.rows).toHaveLength(50);
    expect(first.previous).toBeUndefined();
    const second = await list(c.org, { after: first.next });
    expect(second.rows).toHaveLength(5);
    expect(second.next).toBeUndefined();
    expect(new Set([...first.rows, ...second.rows].map((r) => r.address)).size).toBe(55);
    expect((await list(c.org, { before: second.previous })).rows).toEqual(first.rows);
  });

  test("[SEC-02] another organization sees none of it and removes none of it", async () => {
    const c = await clinic();
    const { id } = await c.org.asStaff((ctx) => addSuppression(ctx, { address: "someone@example.com" }));
    const other = await makeOrganization(database.urls);
    expect(await list(other)).toEqual({ rows: [] });
    expect(await other.asAdmin((ctx) => findSuppression(ctx, id))).toBeUndefined();
    await expect(other.asAdmin((ctx) => liftByStaff(ctx, { suppressionId: id }))).rejects.toMatchObject({ code: "not-found" });
  });

  test.each([
    ["carrier-21610", "The carrier reports that they opted out"],
    ["cancel-collision 1", "Texted CANCEL and meant all messages"],
    ["key-press 9", "Pressed a key in a call"],
    ["something-else", "Something else"],
  ])("[CON-09] %s reads as words", (how, words) => {
    expect(howWords(how)).toBe(words);
  });
});
