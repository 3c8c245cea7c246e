import { sql } from "drizzle-orm";
import { bigint, boolean, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./types";

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const now = sql`clock_timestamp()`;

export const operatorAccount = pgTable("operator_account", {
  id: uuid("id").notNull().primaryKey(),
  email: text("email").notNull(),
  name: text("name").notNull(),
  passwordHash: text("password_hash").notNull(),
  secretSealed: bytea("secret_sealed"),
  secretKeyId: text("secret_key_id"),
  lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
  failedSignIns: integer("failed_sign_ins").notNull().default(0),
  lockedUntil: moment("locked_until"),
  disabledAt: moment("disabled_at"),
  demo: boolean("demo").notNull().default(false),
  createdAt: moment("created_at").notNull().default(now),
});

export const operatorSession = pgTable("operator_session", {
  id: uuid("id").notNull().primaryKey(),
  operatorId: uuid("operator_id").notNull(),
  createdAt: moment("created_at").notNull().default(now),
  seenAt: moment("seen_at").notNull().default(now),
  expiresAt: moment("expires_at").notNull(),
  revokedAt: moment("revoked_at"),
  ip: text("ip"),
});

export const operatorAudit = pgTable("operator_audit", {
  id: uuid("id").notNull().primaryKey(),
  at: moment("at").notNull().default(now),
  operatorId: uuid("operator_id").notNull(),
  action: text("action").notNull(),
  aboutOrganization: uuid("about_organization"),
  detail: jsonb("detail").notNull().default({}),
  requestId: text("request_id"),
});
