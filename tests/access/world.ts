import { createAppointment } from "@/lib/appointments/create-appointment";
import { invitePerson } from "@/lib/access/invite";
import { saveGroup } from "@/lib/access/save-group";
import type { Actor } from "@/lib/context";
import { newId } from "@/lib/ids";
import { refreshSearch } from "@/lib/patients/lock-patient";
import { startImport } from "@/lib/imports/start-import";
import {
  insertRow,
  makeContact,
  makeFacility,
  makeOrganization,
  makePatient,
  makeProvider,
  makeSender,
  makeType,
  type TestOrganization,
  type useTestDatabase,
} from "@/tests/support/factories";

export const NOW = new Date("2027-03-01T15:00:00Z");
type Database = ReturnType<typeof useTestDatabase>;

/** What one facility has: a patient with a visit, a message of each kind, a task, an opt-out. */
export type Place = {
  facilityId: string;
  patientId: string;
  lastName: string;
  appointmentId: string;
  contactId: string;
  endpointId: string;
  address: string;
  plannedId: string;
  uncertainId: string;
  messageId: string;
  taskId: string;
  suppressionId: string;
  blockedId: string;
  guardianId: string;
  disclosureId: string;
};

export type World = {
  org: TestOrganization;
  other: TestOrganization;
  /** The facility whose things are asked for, and the only one that the narrowed users see. */
  theirs: Place;
  mine: Place;
  providerId: string;
  typeId: string;
  groupId: string;
  personId: string;
  invitedId: string;
  emergencyId: string;
  runId: string;
  fileId: string;
  receiptId: string;
  auditId: string;
  senderId: string;
  senderAccountId: string;
  /** Users of a group that sees `mine` only. */
  narrowed: { manager: Actor; staff: Actor };
};

async function place(org: TestOrganization, name: string, lastName: string, phone: string): Promise<Place> {
  const facilityId = await makeFacility(org, { name });
  const patientId = await makePatient(org, { first_name: `First${lastName}`, last_name: lastName });
  const { contactId, endpointId, address } = await makeContact(org, patientId, { address: phone, contact: { preferred: true } });
  await org.asWorkflow((ctx) => refreshSearch(ctx, patientId));
  const { id: appointmentId } = await org.asStaff(
    (ctx) => createAppointment(ctx, { patientId, facilityId, date: "2027-03-15", time: "11:00", minutes: 30 }),
    { now: NOW },
  );
  const [planned] = await org.asWorkflow((ctx) =>
    ctx.sql<{ id: string }>("select id from planned_message where appointment_id = $1 and kind = 'reminder' order by due_at limit 1", [
      appointmentId,
    ]),
  );
  const row = (id: string): object => ({ id, patient_id: patientId, facility_id: facilityId, endpoint_id: endpointId });
  const [messageId, taskId, suppressionId, uncertainId, disclosureId, blockedId, guardianId] = Array.from({ length: 7 }, newId) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  await insertRow(org, "message", {
    ...row(messageId),
    direction: "in",
    channel: "sms",
    kind: "answer",
    appointment_id: appointmentId,
    body: `Words of ${lastName}`,
    status: "received",
    at: NOW,
    local_date: "2027-03-01",
    local_hour: 10,
  });
  await insertRow(org, "planned_message", {
    ...row(uncertainId),
    kind: "reminder",
    subject_kind: "appointment",
    subject_id: appointmentId,
    step_key: "uncertain",
    appointment_id: appointmentId,
    channel: "sms",
    template_key: "reminder",
    due_at: NOW,
    ideal_at: NOW,
    zone: "America/New_York",
    state: "uncertain",
  });
  await insertRow(org, "staff_task", {
    ...row(taskId),
    kind: "reply",
    appointment_id: appointmentId,
    message_id: messageId,
    created_at: NOW,
  });
  const opted = await makeContact(org, patientId, { channel: "email", address: `${lastName.toLowerCase()}@patients.example` });
  await insertRow(org, "suppression", { id: suppressionId, endpoint_id: opted.endpointId, source: "staff", how: "staff", created_at: NOW });
  await insertRow(org, "guardian", { id: guardianId, patient_id: patientId, first_name: `Mother${lastName}`, created_at: NOW });
  await insertRow(org, "contact_list_entry", { id: blockedId, list: "blocked", endpoint_id: opted.endpointId, created_at: NOW });
  await insertRow(org, "disclosure", {
    id: disclosureId,
    patient_id: patientId,
    disclosed_on: "2027-02-01",
    recipient: `Court of ${lastName}`,
    what: "Visits",
    purpose: "Subpoena",
    recorded_by: org.users.manager,
  });
  return {
    facilityId,
    patientId,
    lastName,
    appointmentId,
    contactId,
    endpointId,
    address,
    plannedId: planned!.id,
    uncertainId,
    messageId,
    taskId,
    suppressionId,
    blockedId,
    guardianId,
    disclosureId,
  };
}

async function user(database: Database, org: TestOrganization, role: "manager" | "staff"): Promise<string> {
  const id = newId();
  await database.query("insert into app_user (id, email, name) values ($1, $2, $3)", [id, `${id}@narrow.example`, `Narrow ${role}`]);
  await database.query("insert into membership (organization_id, user_id, role) values ($1, $2, $3)", [org.organizationId, id, role]);
  return id;
}

/** Two organizations; in one, two facilities with everything, three roles that see both, and two users who see one. */
export async function makeWorld(database: Database): Promise<World> {
  const org = await makeOrganization(database.urls, { name: "Lighthouse" });
  const other = await makeOrganization(database.urls, { name: "Elsewhere" });
  const { accountId: senderAccountId, senderId } = await makeSender(org, { address: "+18335550190" });
  const { accountId } = await makeSender(org, { channel: "email", address: "desk@lighthouse.example", sender: { stopped_at: NOW } });
  const providerId = await makeProvider(org);
  const typeId = await makeType(org);
  const theirs = await place(org, "Theirbourne", "Zzyzxberg", "+12125557001");
  const mine = await place(org, "Mineville", "Qvortrup", "+12125557002");
  const ids = { manager: await user(database, org, "manager"), staff: await user(database, org, "staff") };
  const { id: groupId } = await org.asAdmin((ctx) =>
    saveGroup(ctx, { name: "Mine only", allFacilities: false, facilityIds: [mine.facilityId], memberIds: [ids.manager, ids.staff] }),
  );
  await org.asAdmin((ctx) =>
    saveGroup(ctx, { name: "Of the other", allFacilities: false, facilityIds: [theirs.facilityId], memberIds: [] }),
  );
  const manager: Actor = { kind: "user", id: org.users.manager, role: "manager" };
  const { runId } = await startImport(
    { organizationId: org.organizationId, actor: manager, now: NOW },
    { kind: "patients", name: "Zzyzxberg list.csv", mediaType: "text/csv" },
    (async function* () {
      yield Buffer.from("MRN,First Name,Last Name\n7,Fay,Zzyzxberg\n");
    })(),
  );
  const [file] = await database.query("select file_id as id from import_run where id = $1", [runId]);
  const receiptId = newId();
  await insertRow(org, "webhook_receipt", {
    id: receiptId,
    carrier: "twilio",
    kind: "sms",
    dedupe_key: receiptId,
    payload_sealed: Buffer.from(accountId),
    key_id: "k",
    state: "dead",
  });
  const invited = await org.asAdmin((ctx) =>
    invitePerson(ctx, { name: "Ivo", email: `${newId()}@lighthouse.example`, role: "staff", groupIds: [] }),
  );
  const emergencyId = newId();
  await insertRow(org, "emergency_access", {
    id: emergencyId,
    user_id: org.users.staff,
    facility_id: theirs.facilityId,
    reason: "Zzyzxberg called",
    expires_at: new Date(Date.now() + 3_600_000),
  });
  const [entry] = await database.query("select id from audit_entry where organization_id = $1 order by id limit 1", [org.organizationId]);
  return {
    org,
    other,
    theirs,
    mine,
    providerId,
    typeId,
    groupId,
    personId: ids.staff,
    invitedId: invited.id,
    emergencyId,
    runId,
    fileId: file!.id as string,
    receiptId,
    auditId: entry!.id as string,
    senderId,
    senderAccountId,
    narrowed: { manager: { kind: "user", id: ids.manager, role: "manager" }, staff: { kind: "user", id: ids.staff, role: "staff" } },
  };
}

/** What a result may not hold for who does not see the other facility. */
export function marksOf(p: Place): string[] {
  return [...Object.values(p), "Theirbourne"];
}
