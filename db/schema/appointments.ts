import { boolean, date, integer, pgTable, primaryKey, smallint, text, time, timestamp, uuid } from "drizzle-orm/pg-core";
import { tstzrange } from "./types";

export const appointment = pgTable(
  "appointment",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    facilityId: uuid("facility_id").notNull(),
    providerId: uuid("provider_id"),
    typeId: uuid("type_id"),
    externalId: text("external_id"),
    ehrVersion: text("ehr_version"),
    encounterId: text("encounter_id"),
    source: text("source", {
      enum: ["ehr", "staff", "import", "reminder", "waitlist", "reschedule", "scheduler", "google", "bot"],
    })
      .notNull()
      .default("staff"),
    startsAt: timestamp("starts_at", { withTimezone: true, mode: "date" }).notNull(),
    endsAt: timestamp("ends_at", { withTimezone: true, mode: "date" }).notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    localTime: time("local_time").notNull(),
    localHour: smallint("local_hour").notNull(),
    zone: text("zone").notNull(),
    zoneVersion: text("zone_version").notNull(),
    lifecycle: text("lifecycle", {
      enum: ["booked", "cancelled", "rescheduled", "no-show", "completed"],
    })
      .notNull()
      .default("booked"),
    confirmation: text("confirmation", { enum: ["unconfirmed", "confirmed", "declined"] })
      .notNull()
      .default("unconfirmed"),
    arrival: text("arrival", { enum: ["none", "arrived", "checked-in", "in-room", "done"] })
      .notNull()
      .default("none"),
    writeback: text("writeback", { enum: ["none", "pending", "done", "refused"] })
      .notNull()
      .default("none"),
    confirmedAt: timestamp("confirmed_at", { withTimezone: true, mode: "date" }),
    confirmedChannel: text("confirmed_channel"),
    confirmedBy: text("confirmed_by"),
    cancelledAt: timestamp("cancelled_at", { withTimezone: true, mode: "date" }),
    cancelledChannel: text("cancelled_channel"),
    cancelledBy: text("cancelled_by"),
    cancelReason: text("cancel_reason"),
    countsAsNoShow: boolean("counts_as_no_show").notNull().default(false),
    runningLate: boolean("running_late").notNull().default(false),
    lateMinutes: smallint("late_minutes"),
    remindersBlocked: boolean("reminders_blocked").notNull().default(false),
    scheduleRevision: integer("schedule_revision").notNull().default(1),
    note: text("note"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const appointmentParticipant = pgTable(
  "appointment_participant",
  {
    organizationId: uuid("organization_id").notNull(),
    appointmentId: uuid("appointment_id").notNull(),
    kind: text("kind", { enum: ["provider", "room", "equipment"] }).notNull(),
    providerId: uuid("provider_id"),
    name: text("name").notNull().default(""),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.appointmentId, t.kind, t.name] })],
);

export const slotClaim = pgTable(
  "slot_claim",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    resourceKind: text("resource_kind", { enum: ["provider", "room", "equipment"] }).notNull(),
    resourceId: uuid("resource_id").notNull(),
    lane: smallint("lane").notNull().default(0),
    during: tstzrange("during").notNull(),
    state: text("state", { enum: ["held", "booked"] })
      .notNull()
      .default("held"),
    appointmentId: uuid("appointment_id"),
    expiresAt: timestamp("expires_at", { withTimezone: true, mode: "date" }),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);
