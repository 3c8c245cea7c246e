import { integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

export const waitlistEntry = pgTable(
  "waitlist_entry",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    appointmentId: uuid("appointment_id").notNull(),
    scheduleRevision: integer("schedule_revision").notNull(),
    state: text("state", { enum: ["waiting", "left"] })
      .notNull()
      .default("waiting"),
    source: text("source", { enum: ["reply"] }).notNull(),
    messageId: uuid("message_id"),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull(),
    endedAt: timestamp("ended_at", { withTimezone: true, mode: "date" }),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);
