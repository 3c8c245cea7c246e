import { describe, expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { findMessage } from "@/lib/messages/detail";
import { saveSetting } from "@/lib/settings/save-setting";
import {
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  useTestDatabase,
  type TestOrganization,
} from "@/tests/support/factories";
import { addDays, toWall } from "@/lib/time";
import { useProduct } from "@/tests/support/product";
import { moveTo } from "@/tests/support/reminded";
import { saveBlock } from "./save-block";
import { saveTemplate } from "./save-template";

const database = useTestDatabase();
const product = useProduct(database);
const sms = { key: "reminder", channel: "sms", language: "en" } as const;

const set = (org: TestOrganization, key: string, value: unknown) =>
  org.asAdmin((ctx) => saveSetting(ctx, { key, scope: "organization", value }));
const save = (org: TestOrganization, body: string) => org.asManager((ctx) => saveTemplate(ctx, { ...sms, body }));

describe("content policy", () => {
  test("[TPL-08] words of advertising and offensive ones are refused in templates and blocks, unless a setting only warns or a phrase is allowed", async () => {
    const org = await makeOrganization(database.urls);
    await expect(save(org, "A free gift for you")).rejects.toMatchObject({
      fields: { body: expect.stringContaining("“free” and “gift”") },
    });
    const block = (body: string) => org.asManager((ctx) => saveBlock(ctx, { name: "offer", channel: "any", language: "en", body }));
    await expect(block("50% off")).rejects.toMatchObject({ fields: { body: expect.stringContaining("“%”") } });
    await save(org, "Welcome to the Free Clinic.");
    await set(org, "templates.allowedPhrases", []);
    await expect(save(org, "Welcome to the Free Clinic.")).rejects.toMatchObject({ code: "invalid" });
    await set(org, "templates.promotionalWords", "warn");
    await save(org, "A free gift for you");
    await block("50% off");
    await expect(save(org, "damn")).rejects.toMatchObject({ fields: { body: expect.stringContaining("“damn”") } });
    await set(org, "templates.offensiveWords", "warn");
    await save(org, "damn");
    await expect(
      org.asManager((ctx) => saveSetting(ctx, { key: "templates.offensiveWords", scope: "organization", value: "block" })),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  test("[TPL-08] what was saved while it only warned is held when it would go out under a policy that blocks, and goes once the words are mended", async () => {
    const org = await makeOrganization(database.urls, { zone: "America/New_York" });
    await product.connect(org);
    const facilityId = await makeFacility(org);
    const patientId = await makePatient(org, { last_name: "Gift" });
    const { address } = await makeContact(org, patientId);
    const day = addDays(toWall("America/New_York", await org.asWorkflow(async (ctx) => ctx.now)).date, 10);
    await org.asStaff((ctx) => createAppointment(ctx, { patientId, facilityId, date: day, time: "14:30", minutes: 30 }));
    await set(org, "templates.promotionalWords", "warn");
    await save(org, "A free visit, {{ patientLastName }}");
    await set(org, "templates.promotionalWords", "block");
    const [planned] = await org.asWorkflow((ctx) =>
      ctx.sql<{ id: string; due: Date }>("select id, due_at as due from planned_message where state = 'planned' order by due_at limit 1"),
    );
    await moveTo(database, planned!.due);
    await product.settle(org);
    expect(await product.simulator.thread(address)).toEqual([]);
    const held = (await org.asStaff((ctx) => findMessage(ctx, planned!.id)))!;
    expect(held.state.value).toBe("held");
    expect(held.trail.steps.at(-1)!.text).toContain("does not allow “free”");
    await save(org, "A visit, {{ patientLastName }}");
    await product.settle(org);
    expect((await product.simulator.thread(address)).map((t) => t.body)).toEqual(["A visit, Gift"]);
  });
});
