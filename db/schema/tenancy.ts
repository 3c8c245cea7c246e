import { sql } from "drizzle-orm";
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

export const organization = pgTable("organization", {
  id: uuid("id").notNull().primaryKey(),
  organizationId: uuid("organization_id").generatedAlwaysAs(sql`id`),
  name: text("name").notNull(),
  slug: text("slug").notNull(),
  zone: text("zone").notNull(),
  phone: text("phone"),
  website: text("website"),
  accent: text("accent").notNull().default("#2563eb"),
  languages: text("languages").array().notNull().default(["en", "es"]),
  status: text("status", { enum: ["active", "suspended", "closed"] })
    .notNull()
    .default("active"),
  planRevision: integer("plan_revision").notNull().default(1),
  sendsHaltedAt: timestamp("sends_halted_at", { withTimezone: true, mode: "date" }),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  parentId: uuid("parent_id"),
  sandboxOf: uuid("sandbox_of"),
  suspendedWith: uuid("suspended_with"),
  areasOff: text("areas_off").array().notNull().default([]),
  logoId: uuid("logo_id"),
  sendsHaltedBy: uuid("sends_halted_by"),
});

export const appUser = pgTable("app_user", {
  id: uuid("id").notNull().primaryKey(),
  email: text("email").notNull(),
  name: text("name").notNull(),
  passwordHash: text("password_hash"),
  failedSignIns: integer("failed_sign_ins").notNull().default(0),
  lockedUntil: timestamp("locked_until", { withTimezone: true, mode: "date" }),
  disabledAt: timestamp("disabled_at", { withTimezone: true, mode: "date" }),
  demo: boolean("demo").notNull().default(false),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  passwordChangedAt: timestamp("password_changed_at", { withTimezone: true, mode: "date" }),
});

export const membership = pgTable(
  "membership",
  {
    organizationId: uuid("organization_id").notNull(),
    userId: uuid("user_id").notNull(),
    role: text("role", { enum: ["admin", "manager", "staff"] }).notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    deactivatedAt: timestamp("deactivated_at", { withTimezone: true, mode: "date" }),
    invitedAt: timestamp("invited_at", { withTimezone: true, mode: "date" }),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.userId] })],
);

export const userSession = pgTable("user_session", {
  id: uuid("id").notNull().primaryKey(),
  userId: uuid("user_id").notNull(),
  organizationId: uuid("organization_id").notNull(),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  seenAt: timestamp("seen_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  expiresAt: timestamp("expires_at", { withTimezone: true, mode: "date" }).notNull(),
  revokedAt: timestamp("revoked_at", { withTimezone: true, mode: "date" }),
  userAgent: text("user_agent"),
  ip: text("ip"),
  factor: text("factor"),
});

export const settingValue = pgTable(
  "setting_value",
  {
    organizationId: uuid("organization_id").notNull(),
    scope: text("scope", {
      enum: ["organization", "facility", "appointment-type", "provider"],
    }).notNull(),
    scopeId: uuid("scope_id").notNull(),
    key: text("key").notNull(),
    value: jsonb("value").notNull(),
    updatedBy: uuid("updated_by"),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.scope, t.scopeId, t.key] })],
);

export const productClock = pgTable("product_clock", {
  one: boolean("one").notNull().default(true).primaryKey(),
  offsetMs: bigint("offset_ms", { mode: "number" }).notNull().default(0),
  movedAt: timestamp("moved_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});

export const systemState = pgTable("system_state", {
  key: text("key").notNull().primaryKey(),
  value: text("value").notNull(),
  updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});

export const rateLimit = pgTable("rate_limit", {
  key: text("key").notNull().primaryKey(),
  points: integer("points").notNull(),
  expiresAt: timestamp("expires_at", { withTimezone: true, mode: "date" }).notNull(),
});
