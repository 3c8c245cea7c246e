import { expect, test } from "vitest";
import { createAppointment } from "@/lib/appointments/create-appointment";
import { findMessage } from "@/lib/messages/detail";
import { addDays, toWall } from "@/lib/time";
import {
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeProvider,
  makeType,
  type TestOrganization,
  useTestDatabase,
} from "@/tests/support/factories";
import { makeWorld, NOW } from "@/tests/access/world";
import { useProduct } from "@/tests/support/product";
import { previewWaiting } from "./preview";

const database = useTestDatabase();
const product = useProduct(database);
const ZONE = "America/New_York";

async function clinic() {
  const org = await makeOrganization(database.urls, { zone: ZONE });
  await product.connect(org);
  const facilityId = await makeFacility(org, { name: "Main Street" });
  const patientId = await makePatient(org, { first_name: "Rosa" });
  await makeContact(org, patientId);
  const now = await org.asWorkflow(async (ctx) => ctx.now);
  const [providerId, typeId] = [await makeProvider(org), await makeType(org)];
  await org.asStaff((ctx) =>
    createAppointment(ctx, {
      patientId,
      facilityId,
      providerId,
      typeId,
      date: addDays(toWall(ZONE, now).date, 10),
      time: "14:30",
      minutes: 30,
    }),
  );
  const [first] = await database.query(
    "select id, due_at from planned_message where organization_id = $1 and state = 'planned' order by due_at limit 1",
    [org.organizationId],
  );
  return { org, patientId, id: first!.id as string, dueAt: first!.due_at as Date };
}
const preview = async (org: TestOrganization, id: string) => (await org.asStaff((ctx) => findMessage(ctx, id)))!.preview;

test("[DLV-10] a planned message reads in advance what it then says, makes no link, and is recorded as a view of the patient", async () => {
  const c = await clinic();
  const before = await preview(c.org, c.id);
  expect(before).toMatchObject({ text: expect.stringContaining("2:30 PM") });
  expect(await database.query("select 1 from link where organization_id = $1", [c.org.organizationId])).toEqual([]);
  expect(
    await database.query("select action, patient_id, actor_id from audit_entry where organization_id = $1 and entity_id = $2", [
      c.org.organizationId,
      c.id,
    ]),
  ).toEqual([{ action: "view-message", patient_id: c.patientId, actor_id: c.org.users.staff }]);
  await database.query(
    "update product_clock set offset_ms = greatest(offset_ms, (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint)",
    [c.dueAt],
  );
  await product.settle(c.org);
  const [sent] = await database.query("select id, body from message where organization_id = $1 and kind = 'reminder'", [
    c.org.organizationId,
  ]);
  expect(before).toMatchObject({ text: sent!.body });
  expect(await c.org.asStaff((ctx) => findMessage(ctx, sent!.id as string))).toMatchObject({ body: sent!.body, preview: null });
});

test("[DLV-10] a held and a retried message are shown as they would read by today's facts; without a contact it is said why not", async () => {
  const c = await clinic();
  await database.query("update planned_message set state = 'held', reason = 'template-missing-value' where id = $1", [c.id]);
  await database.query("update patient set first_name = 'Marisol' where id = $1", [c.patientId]);
  expect(await preview(c.org, c.id)).toMatchObject({ text: expect.stringContaining("Marisol's visit") });
  await database.query("update planned_message set state = 'planned', reason = null, attempts = 1 where id = $1", [c.id]);
  expect(await preview(c.org, c.id)).toMatchObject({ text: expect.stringContaining("Marisol's visit") });
  await database.query("update patient_contact set archived_at = now() where patient_id = $1", [c.patientId]);
  await database.query("update planned_message set channel = null where id = $1", [c.id]);
  expect(await preview(c.org, c.id)).toEqual({ problem: expect.stringContaining("no contact") });
});

test("[SEC-02] [SEC-03] nobody of another organization reads it", async () => {
  const c = await clinic();
  const other = await makeOrganization(database.urls);
  expect(await other.asAdmin((ctx) => previewWaiting(ctx, c.id))).toBeUndefined();
  expect(await other.asAdmin((ctx) => findMessage(ctx, c.id))).toBeUndefined();
});

test("[SEC-09] nor does who sees other facilities only", async () => {
  const w = await makeWorld(database);
  const read = (actor: Parameters<typeof w.org.as>[0]) => w.org.as(actor, (ctx) => previewWaiting(ctx, w.theirs.plannedId), { now: NOW });
  expect(await read(w.narrowed.staff)).toBeUndefined();
  expect(await read({ kind: "user", id: w.org.users.staff, role: "staff" })).toBeDefined();
});
