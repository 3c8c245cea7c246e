import { boolean, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "./types";

export const facility = pgTable(
  "facility",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    externalId: text("external_id"),
    name: text("name").notNull(),
    phonetic: text("phonetic"),
    zone: text("zone"),
    address: text("address"),
    city: text("city"),
    state: text("state"),
    zip: text("zip"),
    country: text("country").notNull().default("US"),
    phone: text("phone"),
    alternativePhone: text("alternative_phone"),
    mapLink: text("map_link"),
    hours: text("hours"),
    remindersEnabled: boolean("reminders_enabled").notNull().default(true),
    specialInstructions: jsonb("special_instructions").notNull().default({}),
    archivedAt: timestamp("archived_at", { withTimezone: true, mode: "date" }),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    openingHours: jsonb("opening_hours"),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const provider = pgTable(
  "provider",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    externalId: text("external_id"),
    firstName: text("first_name").notNull().default(""),
    lastName: text("last_name").notNull(),
    title: text("title"),
    phonetic: text("phonetic"),
    npi: text("npi"),
    remindersEnabled: boolean("reminders_enabled").notNull().default(true),
    specialInstructions: jsonb("special_instructions").notNull().default({}),
    archivedAt: timestamp("archived_at", { withTimezone: true, mode: "date" }),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const appointmentType = pgTable(
  "appointment_type",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    externalId: text("external_id"),
    name: text("name").notNull(),
    minutes: integer("minutes").notNull().default(30),
    remindersEnabled: boolean("reminders_enabled").notNull().default(true),
    hidden: boolean("hidden").notNull().default(false),
    sensitive: boolean("sensitive").notNull().default(false),
    specialInstructions: jsonb("special_instructions").notNull().default({}),
    archivedAt: timestamp("archived_at", { withTimezone: true, mode: "date" }),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const carrierAccount = pgTable(
  "carrier_account",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    carrier: text("carrier", { enum: ["twilio", "resend"] }).notNull(),
    accountRef: text("account_ref").notNull(),
    secretSealed: bytea("secret_sealed").notNull(),
    webhookSecretSealed: bytea("webhook_secret_sealed"),
    secretKeyId: text("secret_key_id").notNull(),
    stoppedAt: timestamp("stopped_at", { withTimezone: true, mode: "date" }),
    stoppedReason: text("stopped_reason"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const sender = pgTable(
  "sender",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    carrierAccountId: uuid("carrier_account_id").notNull(),
    channel: text("channel", { enum: ["sms", "voice", "email"] }).notNull(),
    address: text("address").notNull(),
    kind: text("kind", { enum: ["toll-free", "long-code", "short-code", "email"] })
      .notNull()
      .default("toll-free"),
    keywordAnswers: text("keyword_answers", { enum: ["carrier", "ours"] })
      .notNull()
      .default("carrier"),
    cancelMode: text("cancel_mode", { enum: ["A", "B"] })
      .notNull()
      .default("A"),
    facilityId: uuid("facility_id"),
    isDefault: boolean("is_default").notNull().default(true),
    accountMail: boolean("account_mail").notNull().default(false),
    stoppedAt: timestamp("stopped_at", { withTimezone: true, mode: "date" }),
    stoppedReason: text("stopped_reason"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const organizationLogo = pgTable(
  "organization_logo",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    mediaType: text("media_type", { enum: ["image/png", "image/jpeg"] }).notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    data: bytea("data").notNull(),
    createdBy: uuid("created_by"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);
