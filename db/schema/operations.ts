import { date, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const healthState = pgTable("health_state", {
  component: text("component").notNull().primaryKey(),
  state: text("state", { enum: ["ok", "degraded", "down"] }).notNull(),
  since: instant("since").notNull().defaultNow(),
  checkedAt: instant("checked_at").notNull().defaultNow(),
});

export const healthDay = pgTable(
  "health_day",
  {
    component: text("component").notNull(),
    day: date("day").notNull(),
    firstAt: instant("first_at").notNull().defaultNow(),
    checks: integer("checks").notNull().default(0),
    degraded: integer("degraded").notNull().default(0),
    down: integer("down").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.component, t.day] })],
);

export const statusIncident = pgTable("status_incident", {
  id: uuid("id").notNull().primaryKey(),
  title: text("title").notNull(),
  impact: text("impact", { enum: ["maintenance", "minor", "major"] }).notNull(),
  components: text("components").array().notNull().default([]),
  state: text("state", { enum: ["planned", "investigating", "identified", "monitoring", "resolved"] }).notNull(),
  startedAt: instant("started_at").notNull().defaultNow(),
  resolvedAt: instant("resolved_at"),
});

export const statusUpdate = pgTable("status_update", {
  id: uuid("id").notNull().primaryKey(),
  incidentId: uuid("incident_id").notNull(),
  state: text("state", { enum: ["planned", "investigating", "identified", "monitoring", "resolved"] }).notNull(),
  body: text("body").notNull(),
  at: instant("at").notNull().defaultNow(),
});
