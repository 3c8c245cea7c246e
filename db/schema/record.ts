import { sql } from "drizzle-orm";
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./types";

export const auditEntry = pgTable(
  "audit_entry",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    at: timestamp("at", { withTimezone: true, mode: "date" })
      .notNull()
      .default(sql`clock_timestamp()`),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    action: text("action").notNull(),
    entity: text("entity").notNull(),
    entityId: uuid("entity_id"),
    patientId: uuid("patient_id"),
    ids: uuid("ids").array(),
    detail: jsonb("detail").notNull().default({}),
    requestId: text("request_id"),
    seal: bigint("seal", { mode: "number" }),
    hash: bytea("hash"),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const auditSeal = pgTable(
  "audit_seal",
  {
    organizationId: uuid("organization_id").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    entries: integer("entries").notNull(),
    firstId: uuid("first_id").notNull(),
    lastId: uuid("last_id").notNull(),
    hash: bytea("hash").notNull(),
    previous: bytea("previous").notNull(),
    keyId: text("key_id").notNull(),
    sealedAt: timestamp("sealed_at", { withTimezone: true, mode: "date" })
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.seq] })],
);

export const auditHead = pgTable("audit_head", {
  organizationId: uuid("organization_id").notNull().primaryKey(),
  seq: bigint("seq", { mode: "number" }).notNull(),
  hash: bytea("hash").notNull(),
  mac: bytea("mac").notNull(),
  keyId: text("key_id").notNull(),
  sealedAt: timestamp("sealed_at", { withTimezone: true, mode: "date" })
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const outboxEvent = pgTable(
  "outbox_event",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    data: jsonb("data").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" })
      .notNull()
      .default(sql`clock_timestamp()`),
    publishedAt: timestamp("published_at", { withTimezone: true, mode: "date" }),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const file = pgTable(
  "file",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull().default(0),
    sha256: bytea("sha256"),
    storage: text("storage").notNull().default("postgres"),
    complete: boolean("complete").notNull().default(false),
    createdBy: uuid("created_by"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const fileChunk = pgTable(
  "file_chunk",
  {
    organizationId: uuid("organization_id").notNull(),
    fileId: uuid("file_id").notNull(),
    seq: integer("seq").notNull(),
    data: bytea("data").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.fileId, t.seq] })],
);

export const importRun = pgTable(
  "import_run",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: ["patients", "appointments", "do-not-contact"] }).notNull(),
    fileId: uuid("file_id").notNull(),
    state: text("state", {
      enum: ["mapping", "checking", "checked", "importing", "done", "failed", "cancelled"],
    })
      .notNull()
      .default("mapping"),
    encoding: text("encoding"),
    delimiter: text("delimiter"),
    dateOrder: text("date_order"),
    zone: text("zone"),
    headers: text("headers").array().notNull().default([]),
    mapping: jsonb("mapping").notNull().default({}),
    dryRun: boolean("dry_run").notNull().default(true),
    rowsTotal: integer("rows_total"),
    rowsDone: integer("rows_done").notNull().default(0),
    byteOffset: bigint("byte_offset", { mode: "number" }).notNull().default(0),
    created: integer("created").notNull().default(0),
    updated: integer("updated").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    rejected: integer("rejected").notNull().default(0),
    error: text("error"),
    startedAt: timestamp("started_at", { withTimezone: true, mode: "date" }),
    finishedAt: timestamp("finished_at", { withTimezone: true, mode: "date" }),
    erasedAt: timestamp("erased_at", { withTimezone: true, mode: "date" }),
    createdBy: uuid("created_by"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const importProblem = pgTable(
  "import_problem",
  {
    organizationId: uuid("organization_id").notNull(),
    runId: uuid("run_id").notNull(),
    rowNumber: integer("row_number").notNull(),
    field: text("field").notNull(),
    problem: text("problem").notNull(),
    raw: text("raw"),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.runId, t.rowNumber, t.field] })],
);

export const importMapping = pgTable(
  "import_mapping",
  {
    organizationId: uuid("organization_id").notNull(),
    kind: text("kind").notNull(),
    fingerprint: text("fingerprint").notNull(),
    mapping: jsonb("mapping").notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.kind, t.fingerprint] })],
);
