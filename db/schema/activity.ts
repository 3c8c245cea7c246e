import { sql } from "drizzle-orm";
import { boolean, date, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";

export const messageRollup = pgTable(
  "message_rollup",
  {
    organizationId: uuid("organization_id").notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    part: integer("part").notNull(),
    localHour: smallint("local_hour").notNull(),
    direction: text("direction").notNull(),
    channel: text("channel").notNull(),
    templateKey: text("template_key"),
    facilityId: uuid("facility_id"),
    status: text("status").notNull(),
    reason: text("reason"),
    answered: boolean("answered").notNull(),
    messages: integer("messages").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.localDate, t.part] })],
);

export const messageRollupMark = pgTable(
  "message_rollup_mark",
  {
    organizationId: uuid("organization_id").notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    id: uuid("id")
      .notNull()
      .default(sql`gen_random_uuid()`),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.localDate, t.id] })],
);
