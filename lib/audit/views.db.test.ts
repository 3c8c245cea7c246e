import { expect, test } from "vitest";
import { findSuppression } from "@/lib/consent/list-suppressions";
import { suppress } from "@/lib/consent/suppress";
import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import { findMessage } from "@/lib/messages/detail";
import { findPatient } from "@/lib/patients/find-patient";
import { findVisit } from "@/lib/schedule/find-visit";
import {
  insertRow,
  makeAppointment,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  useTestDatabase,
} from "@/tests/support/factories";
import { accountingOf } from "./disclosures";

const database = useTestDatabase();

/** Everything that opens one patient's record on a staff screen, and the entry that it has to leave. */
async function scene() {
  const org = await makeOrganization(database.urls);
  const facilityId = await makeFacility(org);
  const patientId = await makePatient(org);
  const { endpointId } = await makeContact(org, patientId);
  const visitId = await makeAppointment(org, { patientId, facilityId });
  const messageId = newId();
  await insertRow(org, "message", {
    id: messageId,
    direction: "in",
    channel: "sms",
    kind: "reply",
    endpoint_id: endpointId,
    patient_id: patientId,
    body: "ok",
    status: "received",
    at: new Date("2027-03-01T15:00:00Z"),
    local_date: "2027-03-01",
    local_hour: 10,
  });
  const { id: suppressionId } = await org.asStaff((ctx) => suppress(ctx, { endpointId, source: "staff", how: "staff", patientId }));
  const open: Record<string, (ctx: Ctx) => Promise<unknown>> = {
    "view-patient": (ctx) => findPatient(ctx, patientId),
    "view-appointment": (ctx) => findVisit(ctx, visitId),
    "view-message": (ctx) => findMessage(ctx, messageId),
    "view-suppression": (ctx) => findSuppression(ctx, suppressionId),
    "view-disclosures": (ctx) => accountingOf(ctx, patientId),
  };
  const views = async () =>
    database.query(
      "select action, actor_id as who, patient_id as patient, count(*)::int as n from audit_entry where organization_id = $1 and action like 'view-%' group by 1, 2, 3 order by 1",
      [org.organizationId],
    );
  return { org, patientId, open, views };
}

test("[SEC-03] every screen that opens a patient's record leaves who looked at whom, once for a look that refreshes itself", async () => {
  const s = await scene();
  for (const work of Object.values(s.open)) expect(await s.org.asManager(work)).toBeDefined();
  for (const action of ["view-patient", "view-appointment", "view-message", "view-suppression"]) await s.org.asManager(s.open[action]!);
  expect(await s.views()).toEqual(
    Object.keys(s.open)
      .sort()
      .map((action) => ({ action, who: s.org.users.manager, patient: s.patientId, n: 1 })),
  );
});

test("[SEC-02] [SEC-03] a look that finds nothing, from another organization, leaves nothing", async () => {
  const s = await scene();
  const other = await makeOrganization(database.urls);
  for (const work of Object.values(s.open)) expect(await other.asManager(work)).toBeUndefined();
  expect(await s.views()).toEqual([]);
});
