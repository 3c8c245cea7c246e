import { sql } from "drizzle-orm";
import { bigint, boolean, integer, pgTable, primaryKey, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./types";

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const realNow = sql`clock_timestamp()`;

export const userFactor = pgTable("user_factor", {
  userId: uuid("user_id").notNull().primaryKey(),
  secretSealed: bytea("secret_sealed"),
  secretKeyId: text("secret_key_id"),
  confirmedAt: moment("confirmed_at"),
  lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
  pendingSealed: bytea("pending_sealed"),
  pendingKeyId: text("pending_key_id"),
  pendingBy: uuid("pending_by"),
  pendingAt: moment("pending_at"),
  createdAt: moment("created_at").notNull().default(realNow),
});

export const recoveryCode = pgTable(
  "recovery_code",
  {
    userId: uuid("user_id").notNull(),
    codeHash: bytea("code_hash").notNull(),
    usedAt: moment("used_at"),
    createdAt: moment("created_at").notNull().default(realNow),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
);

export const signInStep = pgTable(
  "sign_in_step",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    userId: uuid("user_id").notNull(),
    kind: text("kind", { enum: ["code", "enrol", "codes"] }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    createdAt: moment("created_at").notNull().default(realNow),
    expiresAt: moment("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const passwordToken = pgTable(
  "password_token",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    userId: uuid("user_id").notNull(),
    purpose: text("purpose", { enum: ["reset", "invitation"] }).notNull(),
    tokenHash: bytea("token_hash").notNull(),
    keyVersion: smallint("key_version").notNull(),
    createdAt: moment("created_at").notNull().default(realNow),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const ssoConnection = pgTable("sso_connection", {
  organizationId: uuid("organization_id").notNull().primaryKey(),
  issuer: text("issuer").notNull(),
  clientId: text("client_id").notNull(),
  secretSealed: bytea("secret_sealed").notNull(),
  secretKeyId: text("secret_key_id").notNull(),
  domains: text("domains").array().notNull().default([]),
  enabled: boolean("enabled").notNull().default(false),
  required: boolean("required").notNull().default(false),
  createUsers: boolean("create_users").notNull().default(false),
  updatedAt: moment("updated_at").notNull().default(realNow),
  updatedBy: uuid("updated_by"),
});
