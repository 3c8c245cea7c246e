import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { insertRow, makeContact, makeFacility, makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";
import { closeTask } from "./close-task";
import { TASK_LOOKS } from "./kinds";
import { TASK_KINDS } from "./open-task";
import { listOpenTasks } from "./queries";

const database = useTestDatabase();
const NOW = new Date("2027-03-01T15:00:00Z");

test("[RPT-02] what needs a person says what happened in a sentence, in the patient's own words, the urgent first", async () => {
  const org = await makeOrganization(database.urls);
  const facilityId = await makeFacility(org);
  const patientId = await makePatient(org);
  const { endpointId, address } = await makeContact(org, patientId);
  const messageId = newId();
  await insertRow(org, "message", {
    id: messageId,
    direction: "in",
    channel: "sms",
    kind: "reply",
    endpoint_id: endpointId,
    patient_id: patientId,
    body: "chest pain since this morning",
    status: "received",
    intent: "other",
    at: NOW,
    local_date: "2027-03-01",
    local_hour: 10,
  });
  const task = (kind: string, values: Record<string, unknown> = {}) =>
    insertRow(org, "staff_task", { id: newId(), kind, patient_id: patientId, created_at: NOW, ...values });
  await task("urgent", { message_id: messageId, facility_id: facilityId, created_at: new Date("2027-02-28T15:00:00Z") });
  await task("message-failed", { endpoint_id: endpointId, detail: { code: "30003", reason: "carrier-unreachable" } });
  await task("wrong-number", { endpoint_id: endpointId });
  const { tasks, total } = await org.asStaff((ctx) => listOpenTasks(ctx));
  expect(total).toBe(3);
  expect(tasks[0]).toMatchObject({ kind: "urgent", tone: "urgent", quote: "chest pain since this morning", facility: "Main Street" });
  expect(tasks.find((t) => t.kind === "message-failed")!.sentence).toMatch(
    /^A message to Rosa Delgado could not be delivered\. .*\(30003\)\.$/,
  );
  expect(tasks.find((t) => t.kind === "wrong-number")!.sentence).toContain(`Whoever has ${address} says it is not Rosa Delgado's.`);
  const elsewhere = await makeFacility(org, { name: "Elsewhere" });
  expect((await org.asStaff((ctx) => listOpenTasks(ctx, { facilityId: elsewhere }))).total).toBe(2);
});

test("a task is done and taken back, by its own organization only", async () => {
  const org = await makeOrganization(database.urls);
  const other = await makeOrganization(database.urls);
  const taskId = newId();
  await insertRow(org, "staff_task", { id: taskId, kind: "reply", created_at: NOW });
  const open = async () => (await org.asStaff((ctx) => listOpenTasks(ctx))).total;
  await expect(other.asAdmin((ctx) => closeTask(ctx, { taskId, done: true }))).rejects.toMatchObject({ code: "not-found" });
  expect((await other.asAdmin((ctx) => listOpenTasks(ctx))).tasks).toEqual([]);
  await org.asStaff((ctx) => closeTask(ctx, { taskId, done: true }));
  expect(await open()).toBe(0);
  await org.asStaff((ctx) => closeTask(ctx, { taskId, done: false }));
  expect(await open()).toBe(1);
});

test("every kind of task has a sentence, also when nothing is known about it", () => {
  for (const kind of TASK_KINDS) {
    const look = TASK_LOOKS[kind];
    const sentence = look.sentence({ patient: null, address: null, channel: null, visit: null, detail: {} });
    expect(sentence, kind).toMatch(/^[A-Z].*[.)]$/);
    expect(sentence, kind).not.toMatch(/undefined|null/);
  }
});
