/** What a column of a file can mean. The mapping screen, the guesses and the row readers all go by this list. */

export const IMPORT_KINDS = ["patients", "appointments", "do-not-contact"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export type ImportField = {
  label: string;
  hint?: string;
  /** Header names that mean this field: lower case, letters and digits only, words joined. The first of the list is the surest. */
  headers: readonly string[];
};

const PATIENT_FIELDS = {
  patientId: {
    label: "Patient ID",
    hint: "The record number of your system. The same patient must have the same ID in every file.",
    headers: [
      "patientid",
      "mrn",
      "medicalrecordnumber",
      "patientexternalid",
      "patientnumber",
      "chartnumber",
      "chartid",
      "patientmrn",
      "ptid",
      "chart",
      "accountnumber",
      "personid",
      "externalid",
      "recordnumber",
      "id",
    ],
  },
  firstName: {
    label: "First name",
    headers: ["firstname", "givenname", "patientfirstname", "first", "fname", "given", "ptfirstname", "nombre"],
  },
  lastName: {
    label: "Last name",
    headers: ["lastname", "surname", "familyname", "patientlastname", "last", "lname", "family", "ptlastname", "apellido"],
  },
  fullName: {
    label: "Full name",
    hint: "Only where first and last name share a column: “Silva, Ana” or “Ana Silva”.",
    headers: ["patientname", "fullname", "patient", "name", "ptname"],
  },
  preferredName: { label: "Preferred name", headers: ["preferredname", "nickname", "knownas", "preferred", "goesby"] },
  birthDate: {
    label: "Date of birth",
    headers: ["dateofbirth", "dob", "birthdate", "birthday", "patientdob", "patientdateofbirth", "patientbirthdate", "born"],
  },
  language: { label: "Language", headers: ["language", "preferredlanguage", "lang", "primarylanguage", "patientlanguage"] },
  mobilePhone: {
    label: "Mobile phone",
    hint: "Gets text messages and calls.",
    headers: [
      "mobilephone",
      "mobile",
      "cellphone",
      "cell",
      "mobilenumber",
      "cellnumber",
      "mobileno",
      "patientphone",
      "phone",
      "phonenumber",
      "primaryphone",
      "phone1",
      "textnumber",
    ],
  },
  homePhone: {
    label: "Home phone",
    hint: "Gets calls only.",
    headers: ["homephone", "home", "landline", "homenumber", "phonehome", "phone2", "secondaryphone"],
  },
  workPhone: { label: "Work phone", hint: "Gets calls only.", headers: ["workphone", "work", "businessphone", "officephone", "phonework"] },
  email: { label: "E-mail", headers: ["email", "emailaddress", "mail", "patientemail", "emailid"] },
  preferredChannel: {
    label: "Preferred channel",
    hint: "Text, call or e-mail.",
    headers: [
      "preferredchannel",
      "contactpreference",
      "preferredcontact",
      "preferredcontactmethod",
      "communicationpreference",
      "contactmethod",
    ],
  },
  zip: { label: "ZIP code", headers: ["zip", "zipcode", "postalcode", "postcode", "patientzip"] },
  state: { label: "State", headers: ["state", "province", "patientstate"] },
  status: { label: "Status", hint: "Active, inactive or deceased.", headers: ["patientstatus", "status", "active", "recordstatus"] },
  deceased: {
    label: "Deceased",
    hint: "Yes, or the date of death.",
    headers: ["deceased", "dateofdeath", "deathdate", "dod", "deceaseddate", "isdeceased"],
  },
  facility: {
    label: "Facility",
    headers: ["facility", "location", "clinic", "primaryfacility", "office", "site", "practice", "primarylocation"],
  },
} as const satisfies Record<string, ImportField>;

const APPOINTMENT_FIELDS = {
  appointmentId: {
    label: "Appointment ID",
    hint: "The number of the visit in your system. It lets the next file move or cancel the visit.",
    headers: [
      "appointmentid",
      "apptid",
      "visitid",
      "appointmentnumber",
      "apptnumber",
      "bookingid",
      "appointmentexternalid",
      "externalid",
      "id",
    ],
  },
  patientId: PATIENT_FIELDS.patientId,
  date: {
    label: "Date",
    hint: "May hold the time as well.",
    headers: [
      "appointmentdate",
      "apptdate",
      "date",
      "visitdate",
      "startdate",
      "dateofservice",
      "appointmentdatetime",
      "startdatetime",
      "datetime",
      "start",
      "scheduleddate",
    ],
  },
  time: { label: "Time", headers: ["appointmenttime", "appttime", "time", "starttime", "visittime", "begintime", "scheduledtime"] },
  minutes: {
    label: "Length in minutes",
    headers: [
      "minutes",
      "duration",
      "length",
      "durationminutes",
      "appointmentlength",
      "apptlength",
      "lengthminutes",
      "durationmin",
      "durationmins",
    ],
  },
  visitFacility: {
    label: "Facility",
    headers: ["facility", "location", "clinic", "site", "office", "appointmentlocation", "department", "facilityname", "locationname"],
  },
  provider: {
    label: "Provider",
    headers: [
      "provider",
      "doctor",
      "physician",
      "practitioner",
      "providername",
      "resource",
      "clinician",
      "renderingprovider",
      "doctorname",
    ],
  },
  type: {
    label: "Visit type",
    headers: ["appointmenttype", "visittype", "type", "reason", "appttype", "service", "visitreason", "appointmentreason", "procedure"],
  },
  visitStatus: {
    label: "Visit status",
    hint: "Booked, confirmed, cancelled, no-show …",
    headers: ["appointmentstatus", "apptstatus", "status", "visitstatus"],
  },
} as const satisfies Record<string, ImportField>;

/** A list of numbers and addresses that get nothing. Keys of its own: a row is no patient. */
const DO_NOT_CONTACT_FIELDS = {
  listAddress: {
    label: "Number or address",
    hint: "Phone numbers, e-mail addresses, or both in one column.",
    headers: [
      "numberoraddress",
      "phone",
      "phonenumber",
      "mobile",
      "mobilephone",
      "cell",
      "cellphone",
      "number",
      "contact",
      "address",
      "recipient",
      "to",
    ],
  },
  listEmail: { label: "E-mail", hint: "Only where e-mail addresses have a column of their own.", headers: PATIENT_FIELDS.email.headers },
  listChannel: {
    label: "Not wanted",
    hint: "Texts, calls or e-mails. Empty: everything.",
    headers: ["notwanted", "channel", "optoutchannel", "optouttype", "messagetype"],
  },
  reason: { label: "Reason", headers: ["reason", "note", "notes", "comment", "optoutreason", "wording"] },
  listSource: {
    label: "Source",
    hint: "Who said so, or the system the list comes from.",
    headers: ["source", "saidby", "optoutsource", "origin"],
  },
} as const satisfies Record<string, ImportField>;

/** Patient columns that a schedule file may carry, so that one file is enough. */
const PATIENT_IN_SCHEDULE = {
  firstName: PATIENT_FIELDS.firstName,
  lastName: PATIENT_FIELDS.lastName,
  fullName: PATIENT_FIELDS.fullName,
  birthDate: PATIENT_FIELDS.birthDate,
  language: PATIENT_FIELDS.language,
  mobilePhone: PATIENT_FIELDS.mobilePhone,
  homePhone: PATIENT_FIELDS.homePhone,
  email: PATIENT_FIELDS.email,
} as const;

export type PatientField = keyof typeof PATIENT_FIELDS;
export type AppointmentField = keyof typeof APPOINTMENT_FIELDS;
export type ListField = keyof typeof DO_NOT_CONTACT_FIELDS;
export type FieldKey = PatientField | AppointmentField | ListField;

/** The fields of a kind of file, in the order of the mapping screen. */
export function fieldsOf(kind: ImportKind): Partial<Record<FieldKey, ImportField>> {
  if (kind === "do-not-contact") return DO_NOT_CONTACT_FIELDS;
  return kind === "patients" ? PATIENT_FIELDS : { ...APPOINTMENT_FIELDS, ...PATIENT_IN_SCHEDULE };
}

const ALL_FIELDS: Record<FieldKey, ImportField> = { ...PATIENT_FIELDS, ...APPOINTMENT_FIELDS, ...DO_NOT_CONTACT_FIELDS };

export const FIELD_KEYS = Object.keys(ALL_FIELDS) as [FieldKey, ...FieldKey[]];

/** Fields that hold a date, whose order may have to be asked for. */
export const DATE_FIELDS: readonly FieldKey[] = ["date", "birthDate"];

/** The label of a field for sentences. */
export function fieldLabel(key: string): string {
  return (ALL_FIELDS as Record<string, ImportField>)[key]?.label ?? key;
}
