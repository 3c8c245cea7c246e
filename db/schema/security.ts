import { sql } from "drizzle-orm";
import { bigint, boolean, date, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./types";

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const realNow = sql`clock_timestamp()`;

export const auditCheck = pgTable(
  "audit_check",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    startedBy: uuid("started_by").notNull(),
    startedAt: moment("started_at").notNull().default(realNow),
    nextSeal: bigint("next_seal", { mode: "number" }).notNull().default(1),
    previous: bytea("previous").notNull(),
    seals: bigint("seals", { mode: "number" }).notNull().default(0),
    entries: bigint("entries", { mode: "number" }).notNull().default(0),
    unsealed: bigint("unsealed", { mode: "number" }),
    problems: jsonb("problems").notNull().default([]),
    finishedAt: moment("finished_at"),
    ok: boolean("ok"),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const disclosure = pgTable(
  "disclosure",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    disclosedOn: date("disclosed_on").notNull(),
    recipient: text("recipient").notNull(),
    recipientAddress: text("recipient_address"),
    what: text("what").notNull(),
    purpose: text("purpose").notNull(),
    recordedBy: uuid("recorded_by").notNull(),
    recordedAt: moment("recorded_at").notNull().default(realNow),
    withdrawnBy: uuid("withdrawn_by"),
    withdrawnAt: moment("withdrawn_at"),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const agreement = pgTable(
  "agreement",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: ["baa", "privacy-notice"] }).notNull(),
    version: integer("version").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull(),
    sha256: bytea("sha256").notNull(),
    material: boolean("material").notNull(),
    summary: text("summary").notNull().default(""),
    publishedBy: uuid("published_by"),
    publishedAt: moment("published_at").notNull().default(realNow),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const agreementAcceptance = pgTable(
  "agreement_acceptance",
  {
    organizationId: uuid("organization_id").notNull(),
    agreementId: uuid("agreement_id").notNull(),
    userId: uuid("user_id").notNull(),
    role: text("role", { enum: ["admin", "manager", "staff"] }).notNull(),
    signedName: text("signed_name").notNull(),
    acceptedAt: moment("accepted_at").notNull().default(realNow),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.agreementId, t.userId] })],
);
