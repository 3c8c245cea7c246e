import { FILE_LIMIT } from "@/lib/imports/start-import";
import { facilityInput, providerInput, typeInput } from "@/lib/practice/schemas";
import { accountInput, senderInput } from "@/lib/senders/schemas";
import type { Role } from "@/lib/context";
import type { World } from "./world";

export type Case = {
  /** The least role that may; every lesser one must be refused. */
  least: Role;
  /** What comes after the context. Things of the facility `theirs` of `org`. */
  args: (w: World) => unknown[];
  /** Why a user of another facility may do it nevertheless. */
  free?: string;
  /** Why there is nothing to refuse: a part of verbs, which ask themselves. */
  part?: string;
  /** Told by a test of its own, which names the function: it needs more than a database. */
  elsewhere?: string;
};

const to = (least: Role, args: Case["args"] = () => []): Case => ({ least, args });
const staff = (args?: Case["args"]): Case => to("staff", args);
const manager = (args?: Case["args"]): Case => to("manager", args);
const admin = (args?: Case["args"]): Case => to("admin", args);
const told = (least: Role, elsewhere: string): Case => ({ least, args: () => [], elsewhere });

const part = (why: string): Case => ({ least: "staff", args: () => [], part: why });

/** Of one's own account: they take no id of anybody's, or that of who signs in. */
const OWN = "of one's own account";

const connection = {
  issuer: "https://login.example.com",
  clientId: "luma",
  secret: "s",
  domains: ["lighthouse.example"],
  enabled: false,
  required: false,
  createUsers: false,
};
const sender = { keywordAnswers: "carrier", cancelMode: "A", isDefault: true, accountMail: false };
const when = { date: "2027-03-16", time: "09:00", minutes: 30 };
const filter = { q: "", channels: [], facilities: [], templates: [], states: [] };
const identity = { firstName: "Ina", lastName: "Iversen", preferredName: null, birthDate: null, language: "en", zip: null };
const practice = { remindersEnabled: true, specialInstructions: {} };
const setting = (w: World) => ({ key: "reminders.sameDay", scope: "facility" as const, scopeId: w.theirs.facilityId, value: "each" });
const wording = { key: "reminder", channel: "sms", language: "en" };
const asked = { q: "", from: undefined, to: undefined };
const mapping = {
  columns: { patientId: 0, firstName: 1, lastName: 2 },
  dateOrder: "mdy",
  unknown: "reject",
  identifierSystem: "mrn",
  minutes: 30,
};

/** By place in lib/ and name: one line for each function that screens or the API call. */
export const CASES: Readonly<Record<string, Case>> = {
  "access/change-person#changePerson": admin((w) => [{ userId: w.personId, role: "manager", groupIds: [] }]),
  "access/change-person#deactivatePerson": admin((w) => [{ userId: w.personId }]),
  "access/change-person#reactivatePerson": admin((w) => [{ userId: w.personId }]),
  "access/emergency#endEmergencyAccess": staff((w) => [{ id: w.emergencyId }]),
  "access/emergency#takeEmergencyAccess": told("staff", "lib/access/emergency.db.test.ts"),
  "access/emergency-queries#emergencyChoices": { ...staff(), free: "names the facilities that can be opened in an emergency" },
  "access/emergency-queries#findForEmergency": {
    ...staff(() => [{ lastName: "Zzyzxberg", birthDate: "1980-04-02" }]),
    free: "whoever knows name and birth date may open the record in an emergency; audited",
  },
  "access/emergency-queries#listEmergencyUses": admin(),
  "access/queries#listGroups": admin(),
  "access/queries#listPeople": admin(),
  "access/save-group#deleteGroup": admin((w) => [{ groupId: w.groupId }]),
  "access/save-group#saveGroup": admin((w) => [{ name: "Night", allFacilities: false, facilityIds: [w.theirs.facilityId], memberIds: [] }]),
  "access/invite#invitePerson": admin(() => [{ name: "Nia", email: "nia@zzyzx.example", role: "staff", groupIds: [] }]),
  "access/invite#resendInvitation": admin((w) => [{ userId: w.invitedId }]),
  "access/invite#revokeInvitation": admin((w) => [{ userId: w.invitedId }]),
  "access/note-screen#noteScreen": part("marks the reader's own look at a screen"),
  "activity/report#messageActivity": staff(() => [{ from: "2027-02-01", to: "2027-03-31", channels: [], facilities: [], templates: [] }]),
  "activity/export-activity#exportActivity": staff(() => [
    { from: "2027-02-01", to: "2027-03-31", channels: [], facilities: [], templates: [] },
    "csv",
  ]),
  "activity/export-messages#messagesCsv": manager(() => ["answers", filter]),
  "activity/export-messages#messagesWorkbook": manager(() => ["answers", filter]),
  "agreements/accept-agreement#acceptAgreement": told("staff", "lib/agreements/agreements.db.test.ts"),
  "agreements/publish-agreement#publishAgreement": told("admin", "lib/agreements/agreements.db.test.ts"),
  "agreements/queries#findAgreement": staff((w) => [w.runId]),
  "agreements/queries#listAgreements": staff(),
  "agreements/queries#pendingAgreements": staff(),
  "auth/mail/link-without-mail#linkWithoutMail": part("the link of an invitation, for who was just allowed to send it"),
  "areas/require-area#areasOff": part("names what the operator has switched off"),
  "areas/require-area#requireArea": part("asks what the operator has switched off"),
  "appointments/block-reminders#blockReminders": staff((w) => [{ appointmentId: w.theirs.appointmentId, blocked: true }]),
  "appointments/cancel-appointment#cancelAppointment": staff((w) => [{ appointmentId: w.theirs.appointmentId }]),
  "appointments/create-appointment#createAppointment": staff((w) => [
    { patientId: w.theirs.patientId, facilityId: w.theirs.facilityId, ...when },
  ]),
  "appointments/move-appointment#moveAppointment": staff((w) => [{ appointmentId: w.theirs.appointmentId, ...when }]),
  "appointments/set-confirmation#setConfirmation": staff((w) => [{ appointmentId: w.theirs.appointmentId, confirmed: true }]),
  "audit/check-seals#continueSealCheck": told("admin", "lib/audit/check-seals.db.test.ts"),
  "audit/check-seals#sealStatus": admin(),
  "audit/check-seals#startSealCheck": admin(),
  "audit/disclosures#accountingOf": manager((w) => [w.theirs.patientId]),
  "audit/disclosures#recordDisclosure": manager((w) => [
    { patientId: w.theirs.patientId, disclosedOn: "2027-02-03", recipient: "Court", what: "Visits", purpose: "Subpoena" },
  ]),
  "audit/disclosures#withdrawDisclosure": manager((w) => [{ id: w.theirs.disclosureId }]),
  "audit/export-entries#auditCsv": admin(() => [asked]),
  "audit/list-entries#auditChoices": admin(),
  "audit/list-entries#findAuditEntry": admin((w) => [w.auditId]),
  "audit/list-entries#listAuditEntries": admin(() => [asked]),
  "audit/note-view#noteAuditView": part("marks the reader's own look at the audit"),
  "auth/second-factor/factor#factorState": part(OWN),
  "auth/second-factor/factor#findPendingSecret": part(OWN),
  "auth/second-factor/reset#beginFactor": part(OWN),
  "auth/second-factor/reset#finishFactor": part(OWN),
  "auth/second-factor/reset#removeOwnFactor": part(OWN),
  "auth/second-factor/reset#renewOwnCodes": part(OWN),
  "auth/second-factor/reset#resetSecondFactor": admin((w) => [{ userId: w.personId }]),
  "auth/sessions/queries#listOwnSessions": part(OWN),
  "auth/sessions/revoke#revokeOtherSessions": part(OWN),
  "auth/sessions/revoke#revokeOwnSession": part(OWN),
  "auth/sessions/revoke#revokeSessions": admin((w) => [{ userId: w.personId }]),
  "auth/set-password#changeOwnPassword": part(OWN),
  "auth/sign-in#needsSecondFactor": part(OWN),
  "auth/sso/connection#findConnection": part("read by signing in, before anybody has a role; the screen is for admins"),
  "auth/sso/connection#slugOf": part("the organization's own short name, as addresses carry it"),
  "auth/sso/save-connection#clientToTest": admin(() => [connection]),
  "auth/sso/save-connection#saveConnection": admin(() => [connection]),
  "consent/add-suppression#addSuppression": {
    ...staff(() => [{ address: "+12125557099" }]),
    free: "anyone may note that somebody wants no messages",
  },
  "consent/contact-lists/add-entries#addToContactList": manager((w) => [{ list: "blocked", addresses: w.theirs.address }]),
  "consent/contact-lists/list-entries#isAllowListOnly": staff(),
  "consent/contact-lists/list-entries#listContactList": staff(() => [{ list: "blocked", q: "zzyzxberg" }]),
  "consent/contact-lists/remove-entry#removeFromContactList": manager((w) => [{ entryId: w.theirs.blockedId }]),
  "consent/export-list#exportSuppressions": { ...manager(), free: "leaves its own audit entry; lists what listSuppressions lists" },
  "consent/lift#liftByStaff": staff((w) => [{ suppressionId: w.theirs.suppressionId }]),
  "consent/list-suppressions#findSuppression": staff((w) => [w.theirs.suppressionId]),
  "consent/list-suppressions#listSuppressions": staff(() => [{ q: "zzyzxberg", sources: [], channels: [] }]),
  "delivery/outlook#getOutlook": staff(() => [{ days: 14 }]),
  "delivery/halt-sends#haltSends": manager(),
  "delivery/resume-sends#resumeSends": told("manager", "lib/delivery/emergency-stop.db.test.ts"),
  "delivery/stop-state#loadStopState": staff(),
  "consent/wishes/save-wishes#clearWishes": staff((w) => [{ patientId: w.theirs.patientId }]),
  "delivery/resolve-uncertain#resolveUncertain": staff((w) => [{ plannedMessageId: w.theirs.uncertainId, arrived: true }]),
  "delivery/restart-sender#restartSenders": manager(),
  "delivery/send-now#sendNow": staff((w) => [{ plannedMessageId: w.theirs.plannedId }]),
  "demo/clock#moveClock": { ...staff(() => [{ minutes: 1 }]), free: "the demonstration has one clock for all" },
  "help/first-steps#findFirstSteps": staff(),
  "imports/change-run#cancelImport": manager((w) => [{ runId: w.runId }]),
  "imports/change-run#checkImport": manager((w) => [{ runId: w.runId, mapping }]),
  "imports/change-run#remapImport": told("manager", "lib/imports/import.db.test.ts"),
  "imports/change-run#rereadImport": manager((w) => [{ runId: w.runId, encoding: "utf-8", delimiter: "," }]),
  "imports/change-run#runImport": told("manager", "lib/imports/import.db.test.ts"),
  "imports/error-file#errorFile": manager((w) => [w.runId]),
  "imports/organization-zone#organizationCountry": staff(),
  "imports/organization-zone#organizationZone": staff(),
  "imports/queries#getImport": staff((w) => [w.runId]),
  "imports/queries#getImportSample": staff((w) => [{ fileId: w.fileId, encoding: "utf-8", delimiter: ",", headers: ["MRN"] }]),
  "imports/queries#listImports": staff(),
  "imports/start-import#startImport": manager(() => [
    { kind: "patients", name: "a.csv", mediaType: "text/csv" },
    (async function* () {
      yield Buffer.from("MRN,First Name,Last Name\n8,Gil,Gray\n");
    })(),
    FILE_LIMIT,
  ]),
  "inbound/dead-receipts#listDeadReceipts": admin(),
  "inbound/reprocess-receipt#reprocessReceipt": admin((w) => [{ receiptId: w.receiptId }]),
  "live/notify#touch": part("tells screens that something changed, never what"),
  "messages/detail#findMessage": staff((w) => [w.theirs.messageId]),
  "messages/queries#listFacilityChoices": staff(),
  "messages/queries#listMessages": staff(() => ["answers", filter]),
  "ops/incidents#postIncident": told("admin", "tests/ops/status.db.test.ts"),
  "ops/incidents#updateIncident": told("admin", "tests/ops/status.db.test.ts"),
  "ops/queues#readQueues": admin(),
  "ops/runs#cancelRun": told("admin", "tests/ops/system.db.test.ts"),
  "ops/runs#retryRun": told("admin", "tests/ops/system.db.test.ts"),
  "ops/retention#listRetention": admin(),
  "patients/find-patient#findPatient": staff((w) => [w.theirs.patientId]),
  "patients/guardians/end-guardian#endGuardian": staff((w) => [{ guardianId: w.theirs.guardianId }]),
  "patients/guardians/save-guardian#saveGuardian": staff((w) => [
    { patientId: w.theirs.patientId, firstName: "Ana", lastName: "Ruiz", address: "+12125557096", always: false },
  ]),
  "patients/invalid-contacts/export#exportInvalidContacts": {
    ...manager(() => [{}]),
    free: "leaves its own audit entry; lists what listInvalidContacts lists",
  },
  "patients/invalid-contacts/list#listInvalidContacts": staff(() => [{}]),
  "patients/list-patients#listPatients": staff(() => [{}]),
  "patients/queries#findPickedPatient": staff((w) => [w.theirs.patientId]),
  "patients/queries#searchPatients": staff(() => ["zzyzxberg"]),
  "patients/queries#whoHasAddress": staff((w) => [w.theirs.address]),
  "patients/save-contacts#addContact": staff((w) => [{ patientId: w.theirs.patientId, address: "+12125557098" }]),
  "patients/save-contacts#archiveContact": staff((w) => [{ contactId: w.theirs.contactId, archived: true }]),
  "patients/save-contacts#changeAddress": staff((w) => [
    { patientId: w.theirs.patientId, endpointId: w.theirs.endpointId, address: "+12125557097" },
  ]),
  "patients/save-contacts#preferContact": staff((w) => [{ contactId: w.theirs.contactId }]),
  "patients/save-contacts#setLineType": staff((w) => [
    { patientId: w.theirs.patientId, endpointId: w.theirs.endpointId, lineType: "landline" },
  ]),
  "patients/save-contacts#storeContact": part("of addContact and createPatient; screens import the file as a whole"),
  "patients/save-patient#createPatient": {
    ...staff(() => [identity]),
    free: "a new patient belongs to no facility before the first visit",
  },
  "patients/save-patient#updatePatient": staff((w) => [{ patientId: w.theirs.patientId, ...identity }]),
  "patients/set-status#setPatientStatus": staff((w) => [{ patientId: w.theirs.patientId, status: "inactive" }]),
  "patients/stop-contacting#stopContacting": staff((w) => [{ patientId: w.theirs.patientId }]),
  "practice/archive#setArchived": manager((w) => [{ table: "provider", id: w.providerId, archived: true }]),
  "practice/change-many#changeMany": manager((w) => [
    { table: "facility", field: "remindersEnabled", changes: [{ id: w.theirs.facilityId, value: false }] },
  ]),
  "practice/queries#listFacilities": staff(() => [{ q: "", archived: false }]),
  "practice/queries#listProviders": staff(() => [{ q: "", archived: false }]),
  "practice/queries#listTypes": staff(() => [{ q: "", archived: false }]),
  "practice/save-facility#saveFacility": manager((w) => [
    facilityInput.parse({ ...practice, id: w.theirs.facilityId, name: "Renamed", zone: "America/New_York" }),
  ]),
  "practice/save-provider#saveProvider": manager((w) => [providerInput.parse({ ...practice, id: w.providerId, lastName: "Renamed" })]),
  "practice/save-type#saveType": manager((w) => [
    typeInput.parse({ ...practice, id: w.typeId, name: "Renamed", minutes: "30", hidden: false, sensitive: false }),
  ]),
  "practice/scopes#listScopes": staff(),
  "schedule/find-visit#findVisit": staff((w) => [w.theirs.appointmentId]),
  "schedule/preview-move#previewMove": staff((w) => [{ appointmentId: w.theirs.appointmentId, ...when }]),
  "schedule/queries#bookingOptions": staff(),
  "schedule/queries#listVisits": staff(() => [{}]),
  "schedule/queries#loadDay": staff(() => ["2027-03-15", {}]),
  "schedule/queries#organizationToday": staff(),
  "practice/branding/queries#getBranding": staff(),
  "practice/branding/save-branding#saveBranding": admin(() => [{ name: "Zzyzx", phone: null, website: null, accent: "#0d6170" }]),
  "practice/branding/save-logo#saveLogo": admin(() => [{ logo: null }]),
  "sandbox/create-sandbox#createSandbox": told("admin", "lib/sandbox/sandbox.db.test.ts"),
  "sandbox/create-sandbox#resetSandbox": told("admin", "lib/sandbox/sandbox.db.test.ts"),
  "sandbox/enter-sandbox#moveIntoSandbox": told("staff", "lib/sandbox/sandbox.db.test.ts"),
  "sandbox/is-sandbox#isSandbox": part("whether this is a sandbox"),
  "sandbox/queries#findSandbox": staff(),
  "senders/check-account#checkAccount": told("manager", "lib/senders/senders.db.test.ts"),
  "senders/queries#listAccounts": manager(),
  "senders/queries#listSenders": manager(),
  "senders/queries#senderFacilities": manager(),
  "senders/save-account#saveAccount": admin(() => [
    accountInput.parse({ carrier: "resend", accountRef: "second", secret: "re_0123456789" }),
  ]),
  "senders/save-sender#saveSender": manager((w) => [
    senderInput.parse({ ...sender, accountId: w.senderAccountId, channel: "sms", address: "+12125550188", kind: "long-code" }),
  ]),
  "senders/stand-ins#addStandIns": told("admin", "lib/senders/senders.db.test.ts"),
  "senders/stand-ins#tellStandIns": told("manager", "lib/senders/senders.db.test.ts"),
  "senders/stop-sender#startSender": told("manager", "lib/senders/senders.db.test.ts"),
  "senders/stop-sender#stopSender": manager((w) => [{ id: w.senderId }]),
  "settings/history#listSettingChanges": staff(() => ["reminders.sameDay"]),
  "settings/preview-setting#previewSetting": manager((w) => [setting(w)]),
  "settings/queries#listSettings": staff(),
  "settings/resolve#loadSettings": part("the values that rules read; the screens list them through listSettings"),
  "settings/save-setting#saveSetting": manager((w) => [setting(w)]),
  "shell/queries#loadShell": staff(() => [null]),
  "simulator/queries#findEndpointAddress": staff((w) => [w.theirs.endpointId]),
  "simulator/queries#minutesToNext": staff(),
  "tasks/close-task#closeTask": staff((w) => [{ taskId: w.theirs.taskId, done: true }]),
  "tasks/queries#listOpenTasks": staff(),
  "templates/block-queries#getBlock": staff(() => ["parking", "any", "en"]),
  "templates/block-queries#listBlockNames": staff(() => ["sms", "en"]),
  "templates/block-queries#listBlocks": staff(),
  "templates/restore-template#restoreTemplate": told("manager", "lib/templates/restore-template.db.test.ts"),
  "templates/save-block#removeBlock": told("manager", "lib/templates/save-block.db.test.ts"),
  "templates/save-block#saveBlock": manager(() => [{ name: "parking", channel: "any", language: "en", body: "Park behind the house." }]),
  "templates/language-queries#listLanguageMessages": staff(() => ["es"]),
  "templates/language-queries#listLanguages": staff(),
  "templates/preview#listPreviewVisits": staff(),
  "templates/preview#previewTemplate": staff((w) => [{ ...wording, body: "Hello", appointmentId: w.theirs.appointmentId }]),
  "templates/queries#getTemplate": staff(() => ["reminder", "sms", "en"]),
  "templates/queries#listTemplates": staff(),
  "templates/review#reviewLanguage": manager(() => [{ language: "es", reviewed: false }]),
  "templates/review#reviewWording": told("manager", "lib/templates/review.db.test.ts"),
  "templates/save-template#saveTemplate": manager(() => [{ ...wording, body: "Hello from {{practiceName}}", basedOn: 0 }]),
  "templates/save-template#useStandardTemplate": manager(() => [wording]),
  "today/queries#loadToday": staff(() => [{ facilities: [], statuses: [], late: false, q: "", newestFirst: false }]),
};
