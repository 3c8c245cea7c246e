import { expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { findMessage } from "@/lib/messages/detail";
import { reviewLanguage } from "@/lib/templates/review";
import { addDays, toWall } from "@/lib/time";
import { makeContact, makeFacility, makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { moveTo } from "@/tests/support/reminded";

const db = useTestDatabase();
const product = useProduct(db);
const ZONE = "America/New_York";

test("[TPL-09] [DLV-10] a translation that nobody has reviewed goes out in English, and preview, trail and detail say so; once reviewed it is sent", async () => {
  const org = await makeOrganization(db.urls, { zone: ZONE });
  await product.connect(org);
  await org.asManager((ctx) => reviewLanguage(ctx, { language: "es", reviewed: false }));
  const facilityId = await makeFacility(org);
  const patientId = await makePatient(org, { language: "es" });
  const { address } = await makeContact(org, patientId);
  const day = addDays(toWall(ZONE, await org.asWorkflow(async (ctx) => ctx.now)).date, 10);
  await org.asStaff((ctx) => createAppointment(ctx, { patientId, facilityId, date: day, time: "14:30", minutes: 30 }));
  const planned = await org.asWorkflow((ctx) =>
    ctx.sql<{ id: string; due: Date }>("select id, due_at as due from planned_message where state = 'planned' order by due_at"),
  );
  const said = async (step: number) => {
    const [message] = await db.query("select id from message where planned_message_id = $1", [planned[step]!.id]);
    return (await org.asStaff((ctx) => findMessage(ctx, message!.id as string)))!;
  };
  const why = /Español has not been reviewed by your organization, so the message is in English/;
  const waiting = await org.asStaff((ctx) => findMessage(ctx, planned[0]!.id));
  expect(waiting!.preview).toMatchObject({ text: expect.stringContaining("Reply Y"), note: expect.stringMatching(why) });

  await moveTo(db, planned[0]!.due);
  await product.settle(org);
  const first = await product.simulator.thread(address);
  expect(first.at(-1)!.body).toContain("Reply Y");
  const sent = await said(0);
  expect(sent.language).toBe("English");
  expect(sent.trail.steps.find((step) => step.entry.reason === "translation-not-reviewed")?.text).toMatch(why);

  await org.asManager((ctx) => reviewLanguage(ctx, { language: "es", reviewed: true }));
  await moveTo(db, planned[1]!.due);
  await product.settle(org);
  const bodies = (await product.simulator.thread(address)).map((t) => t.body);
  expect(bodies.some((body) => body.includes("Responda SI"))).toBe(true);
  const second = await said(1);
  expect(second.language).toBe("Español");
  expect(second.trail.steps.some((step) => step.entry.rule === "template")).toBe(false);
});
