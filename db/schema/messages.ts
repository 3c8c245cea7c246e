import { sql } from "drizzle-orm";
import { bigint, boolean, date, integer, jsonb, pgTable, primaryKey, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./types";

export const template = pgTable(
  "template",
  {
    organizationId: uuid("organization_id").notNull(),
    key: text("key").notNull(),
    channel: text("channel", { enum: ["sms", "voice", "email"] }).notNull(),
    language: text("language").notNull(),
    version: integer("version").notNull(),
    subject: text("subject"),
    body: text("body").notNull(),
    savedBy: uuid("saved_by"),
    savedAt: timestamp("saved_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    reviewed: boolean("reviewed").notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.key, t.channel, t.language, t.version] })],
);

export const templateReview = pgTable(
  "template_review",
  {
    organizationId: uuid("organization_id").notNull(),
    id: bigint("id", { mode: "number" }).generatedAlwaysAsIdentity().notNull(),
    language: text("language").notNull(),
    key: text("key"),
    channel: text("channel", { enum: ["sms", "voice", "email"] }),
    version: integer("version"),
    reviewed: boolean("reviewed").notNull(),
    decidedBy: uuid("decided_by"),
    decidedAt: timestamp("decided_at", { withTimezone: true, mode: "date" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const templateBlock = pgTable(
  "template_block",
  {
    organizationId: uuid("organization_id").notNull(),
    name: text("name").notNull(),
    channel: text("channel", { enum: ["any", "sms", "voice", "email"] }).notNull(),
    language: text("language").notNull(),
    version: integer("version").notNull(),
    body: text("body").notNull(),
    savedBy: uuid("saved_by"),
    savedAt: timestamp("saved_at", { withTimezone: true, mode: "date" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.name, t.channel, t.language, t.version] })],
);

export const plannedMessage = pgTable(
  "planned_message",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: ["reminder", "answer", "notice", "staff"] }).notNull(),
    subjectKind: text("subject_kind", { enum: ["appointment", "inbound", "endpoint"] }).notNull(),
    subjectId: uuid("subject_id").notNull(),
    scheduleRevision: integer("schedule_revision").notNull().default(1),
    stepKey: text("step_key").notNull(),
    appointmentId: uuid("appointment_id"),
    patientId: uuid("patient_id"),
    facilityId: uuid("facility_id"),
    endpointId: uuid("endpoint_id"),
    senderId: uuid("sender_id"),
    channel: text("channel", { enum: ["sms", "voice", "email"] }),
    templateKey: text("template_key").notNull(),
    language: text("language"),
    answers: text("answers", { enum: ["confirm-cancel", "confirm", "none"] })
      .notNull()
      .default("none"),
    isFinal: boolean("is_final").notNull().default(false),
    priority: smallint("priority").notNull().default(5),
    dueAt: timestamp("due_at", { withTimezone: true, mode: "date" }).notNull(),
    idealAt: timestamp("ideal_at", { withTimezone: true, mode: "date" }).notNull(),
    zone: text("zone").notNull(),
    state: text("state", {
      enum: ["planned", "held", "claimed", "uncertain", "sent", "skipped", "failed"],
    })
      .notNull()
      .default("planned"),
    reason: text("reason"),
    requestedBy: uuid("requested_by"),
    planRevision: integer("plan_revision").notNull().default(1),
    attempts: smallint("attempts").notNull().default(0),
    claimToken: uuid("claim_token"),
    claimedUntil: timestamp("claimed_until", { withTimezone: true, mode: "date" }),
    messageId: uuid("message_id"),
    data: jsonb("data").notNull().default({}),
    trail: jsonb("trail"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    doneAt: timestamp("done_at", { withTimezone: true, mode: "date" }),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const dispatchLane = pgTable("dispatch_lane", {
  organizationId: uuid("organization_id").notNull().primaryKey(),
  servedAt: timestamp("served_at", { withTimezone: true, mode: "date" })
    .notNull()
    .default(sql`'-infinity'::timestamp with time zone`),
  pausedUntil: timestamp("paused_until", { withTimezone: true, mode: "date" }),
  pausedReason: text("paused_reason"),
});

export const message = pgTable(
  "message",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    direction: text("direction", { enum: ["in", "out"] }).notNull(),
    channel: text("channel", { enum: ["sms", "voice", "email", "secure", "fax"] }).notNull(),
    kind: text("kind").notNull(),
    endpointId: uuid("endpoint_id").notNull(),
    senderId: uuid("sender_id"),
    patientId: uuid("patient_id"),
    appointmentId: uuid("appointment_id"),
    facilityId: uuid("facility_id"),
    plannedMessageId: uuid("planned_message_id"),
    templateKey: text("template_key"),
    templateVersion: text("template_version"),
    language: text("language"),
    subject: text("subject"),
    body: text("body").notNull(),
    segments: smallint("segments"),
    encoding: text("encoding"),
    consentBasis: text("consent_basis"),
    consentState: text("consent_state"),
    status: text("status", {
      enum: ["sending", "uncertain", "sent", "delivered", "undelivered", "failed", "received"],
    }).notNull(),
    statusRank: smallint("status_rank").notNull().default(0),
    errorCode: text("error_code"),
    providerId: text("provider_id"),
    intent: text("intent"),
    understood: text("understood"),
    replyTo: uuid("reply_to"),
    at: timestamp("at", { withTimezone: true, mode: "date" }).notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    localHour: smallint("local_hour").notNull(),
    sentAt: timestamp("sent_at", { withTimezone: true, mode: "date" }),
    deliveredAt: timestamp("delivered_at", { withTimezone: true, mode: "date" }),
    answeredAt: timestamp("answered_at", { withTimezone: true, mode: "date" }),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const attempt = pgTable(
  "attempt",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    plannedMessageId: uuid("planned_message_id").notNull(),
    messageId: uuid("message_id").notNull(),
    number: smallint("number").notNull(),
    channel: text("channel").notNull(),
    endpointId: uuid("endpoint_id").notNull(),
    senderId: uuid("sender_id").notNull(),
    fingerprint: bytea("fingerprint").notNull(),
    state: text("state", { enum: ["started", "accepted", "refused", "uncertain", "abandoned"] })
      .notNull()
      .default("started"),
    providerId: text("provider_id"),
    failure: text("failure"),
    code: text("code"),
    startedAt: timestamp("started_at", { withTimezone: true, mode: "date" })
      .notNull()
      .default(sql`clock_timestamp()`),
    endedAt: timestamp("ended_at", { withTimezone: true, mode: "date" }),
    checked: smallint("checked").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const providerRef = pgTable(
  "provider_ref",
  {
    organizationId: uuid("organization_id").notNull(),
    providerId: text("provider_id").notNull(),
    messageId: uuid("message_id").notNull(),
    attemptId: uuid("attempt_id"),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.providerId] })],
);

export const question = pgTable(
  "question",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: ["reminder", "clarify", "cancel-collision", "pick"] }).notNull(),
    endpointId: uuid("endpoint_id").notNull(),
    senderId: uuid("sender_id"),
    patientId: uuid("patient_id"),
    appointmentId: uuid("appointment_id"),
    messageId: uuid("message_id"),
    answers: text("answers").notNull(),
    language: text("language").notNull().default("en"),
    state: text("state", { enum: ["open", "answered", "expired", "superseded"] })
      .notNull()
      .default("open"),
    askedAt: timestamp("asked_at", { withTimezone: true, mode: "date" }).notNull(),
    expiresAt: timestamp("expires_at", { withTimezone: true, mode: "date" }).notNull(),
    answeredAt: timestamp("answered_at", { withTimezone: true, mode: "date" }),
    answer: text("answer"),
    data: jsonb("data").notNull().default({}),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const webhookReceipt = pgTable(
  "webhook_receipt",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    carrier: text("carrier").notNull(),
    kind: text("kind").notNull(),
    dedupeKey: text("dedupe_key").notNull(),
    payloadSealed: bytea("payload_sealed").notNull(),
    keyId: text("key_id").notNull(),
    state: text("state", { enum: ["new", "done", "dead"] })
      .notNull()
      .default("new"),
    attempts: smallint("attempts").notNull().default(0),
    error: text("error"),
    receivedAt: timestamp("received_at", { withTimezone: true, mode: "date" })
      .notNull()
      .default(sql`clock_timestamp()`),
    doneAt: timestamp("done_at", { withTimezone: true, mode: "date" }),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const link = pgTable(
  "link",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    purpose: text("purpose", { enum: ["appointment", "preferences", "unsubscribe"] }).notNull(),
    keyVersion: smallint("key_version").notNull(),
    tokenHash: bytea("token_hash").notNull(),
    patientId: uuid("patient_id"),
    appointmentId: uuid("appointment_id"),
    endpointId: uuid("endpoint_id"),
    messageId: uuid("message_id"),
    language: text("language"),
    expiresAt: timestamp("expires_at", { withTimezone: true, mode: "date" }).notNull(),
    revokedAt: timestamp("revoked_at", { withTimezone: true, mode: "date" }),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const staffTask = pgTable(
  "staff_task",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    state: text("state", { enum: ["open", "done"] })
      .notNull()
      .default("open"),
    facilityId: uuid("facility_id"),
    patientId: uuid("patient_id"),
    appointmentId: uuid("appointment_id"),
    messageId: uuid("message_id"),
    plannedMessageId: uuid("planned_message_id"),
    endpointId: uuid("endpoint_id"),
    detail: jsonb("detail").notNull().default({}),
    dedupeKey: text("dedupe_key"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull(),
    closedAt: timestamp("closed_at", { withTimezone: true, mode: "date" }),
    closedBy: uuid("closed_by"),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);
