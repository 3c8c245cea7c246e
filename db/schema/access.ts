import { sql } from "drizzle-orm";
import { boolean, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const userGroup = pgTable(
  "user_group",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    allFacilities: boolean("all_facilities").notNull().default(false),
    createdAt: moment("created_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    updatedAt: moment("updated_at")
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);

export const userGroupFacility = pgTable(
  "user_group_facility",
  {
    organizationId: uuid("organization_id").notNull(),
    groupId: uuid("group_id").notNull(),
    facilityId: uuid("facility_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.groupId, t.facilityId] })],
);

export const userGroupMember = pgTable(
  "user_group_member",
  {
    organizationId: uuid("organization_id").notNull(),
    groupId: uuid("group_id").notNull(),
    userId: uuid("user_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.userId, t.groupId] })],
);

export const emergencyAccess = pgTable(
  "emergency_access",
  {
    organizationId: uuid("organization_id").notNull(),
    id: uuid("id").notNull(),
    userId: uuid("user_id").notNull(),
    facilityId: uuid("facility_id"),
    patientId: uuid("patient_id"),
    reason: text("reason").notNull(),
    startedAt: moment("started_at")
      .notNull()
      .default(sql`clock_timestamp()`),
    expiresAt: moment("expires_at").notNull(),
    endedAt: moment("ended_at"),
    endedBy: uuid("ended_by"),
    toldAt: moment("told_at"),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.id] })],
);
