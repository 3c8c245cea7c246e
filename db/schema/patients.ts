import { boolean, date, jsonb, pgTable, primaryKey, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";

export const patient = pgTable(
  "patient",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    firstName: text("first_name").notNull().default(""),
    lastName: text("last_name").notNull().default(""),
    preferredName: text("preferred_name"),
    birthDate: date("birth_date", { mode: "string" }),
    language: text("language").notNull().default("en"),
    zone: text("zone"),
    zip: text("zip"),
    state: text("state"),
    status: text("status", { enum: ["active", "inactive", "deceased"] })
      .notNull()
      .default("active"),
    statusSource: text("status_source"),
    mergedInto: uuid("merged_into"),
    firstNorm: text("first_norm").notNull().default(""),
    lastNorm: text("last_norm").notNull().default(""),
    searchText: text("search_text").notNull().default(""),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const patientIdentifier = pgTable(
  "patient_identifier",
  {
    organizationId: uuid("organization_id").notNull(),
    patientId: uuid("patient_id").notNull(),
    system: text("system").notNull(),
    value: text("value").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.system, t.value] })],
);

export const patientFacility = pgTable(
  "patient_facility",
  {
    organizationId: uuid("organization_id").notNull(),
    patientId: uuid("patient_id").notNull(),
    facilityId: uuid("facility_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.patientId, t.facilityId] })],
);

export const patientRelation = pgTable(
  "patient_relation",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    otherId: uuid("other_id").notNull(),
    kind: text("kind", { enum: ["guardian", "guarantor", "proxy"] }).notNull(),
    since: date("since", { mode: "string" }),
    until: date("until", { mode: "string" }),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const patientMerge = pgTable(
  "patient_merge",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    keptId: uuid("kept_id").notNull(),
    mergedId: uuid("merged_id").notNull(),
    moved: jsonb("moved").notNull(),
    mergedBy: uuid("merged_by"),
    mergedAt: timestamp("merged_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    undoneAt: timestamp("undone_at", { withTimezone: true, mode: "date" }),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const endpoint = pgTable(
  "endpoint",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: ["phone", "email"] }).notNull(),
    address: text("address").notNull(),
    lineType: text("line_type", { enum: ["unknown", "mobile", "landline", "voip", "none"] })
      .notNull()
      .default("unknown"),
    invalidCode: text("invalid_code"),
    invalidAt: timestamp("invalid_at", { withTimezone: true, mode: "date" }),
    lookedUpAt: timestamp("looked_up_at", { withTimezone: true, mode: "date" }),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const patientContact = pgTable(
  "patient_contact",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    endpointId: uuid("endpoint_id").notNull(),
    role: text("role", { enum: ["self", "home", "work", "guardian", "other"] })
      .notNull()
      .default("self"),
    channel: text("channel", { enum: ["sms", "voice", "email"] }).notNull(),
    rank: smallint("rank").notNull().default(0),
    preferred: boolean("preferred").notNull().default(false),
    source: text("source", { enum: ["staff", "import", "ehr", "patient"] })
      .notNull()
      .default("staff"),
    archivedAt: timestamp("archived_at", { withTimezone: true, mode: "date" }),
    archivedReason: text("archived_reason", {
      enum: ["unreachable", "do-not-contact", "wrong-number", "replaced", "other"],
    }),
    archivedMessageId: uuid("archived_message_id"),
    guardianId: uuid("guardian_id"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const suppression = pgTable(
  "suppression",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    endpointId: uuid("endpoint_id").notNull(),
    senderId: uuid("sender_id"),
    channel: text("channel", { enum: ["sms", "voice", "email"] }),
    source: text("source", { enum: ["patient", "staff", "carrier", "import"] }).notNull(),
    how: text("how").notNull(),
    note: text("note"),
    createdBy: uuid("created_by"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull(),
    liftedAt: timestamp("lifted_at", { withTimezone: true, mode: "date" }),
    liftedHow: text("lifted_how"),
    liftedBy: uuid("lifted_by"),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const consentEvent = pgTable(
  "consent_event",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    endpointId: uuid("endpoint_id").notNull(),
    patientId: uuid("patient_id"),
    kind: text("kind", { enum: ["opt-in", "opt-out", "help", "wrong-number"] }).notNull(),
    channel: text("channel"),
    source: text("source").notNull(),
    wording: text("wording"),
    messageId: uuid("message_id"),
    suppressionId: uuid("suppression_id"),
    at: timestamp("at", { withTimezone: true, mode: "date" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const contactListEntry = pgTable(
  "contact_list_entry",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    list: text("list", { enum: ["allowed", "blocked"] }).notNull(),
    endpointId: uuid("endpoint_id").notNull(),
    note: text("note"),
    createdBy: uuid("created_by"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const guardian = pgTable(
  "guardian",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull().default(""),
    always: boolean("always").notNull().default(false),
    source: text("source", { enum: ["staff", "import", "ehr"] })
      .notNull()
      .default("staff"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull(),
    endedAt: timestamp("ended_at", { withTimezone: true, mode: "date" }),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const patientWish = pgTable(
  "patient_wish",
  {
    organizationId: uuid("organization_id").notNull(),
    patientId: uuid("patient_id").notNull(),
    kind: text("kind").notNull(),
    channel: text("channel", { enum: ["any", "sms", "voice", "email", "none"] }).notNull(),
    chosenAt: timestamp("chosen_at", { withTimezone: true, mode: "date" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.patientId, t.kind] })],
);

export const patientHours = pgTable(
  "patient_hours",
  {
    organizationId: uuid("organization_id").notNull(),
    patientId: uuid("patient_id").notNull(),
    opens: text("opens").notNull(),
    closes: text("closes").notNull(),
    chosenAt: timestamp("chosen_at", { withTimezone: true, mode: "date" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.patientId] })],
);
