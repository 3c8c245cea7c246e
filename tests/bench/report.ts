import os from "node:os";
import { isDeepStrictEqual } from "node:util";
import pg from "pg";
import { closeDatabase } from "@/db/client";
import { messageActivity, rawReportQuery, reportQuery } from "@/lib/activity/report";
import { rollUp } from "@/lib/activity/roll-up";
import type { ActivityFilter } from "@/lib/activity/types";
import type { Ctx } from "@/lib/context";
import { listMessages } from "@/lib/messages/queries";
import type { MessageFilter, MessageTab } from "@/lib/messages/types";
import { DAY_MS } from "@/lib/time";
import { testDatabase } from "../support/db";
import { makeOrganization, useDatabase, type TestOrganization } from "../support/factories";
import { quantile, say, thousands } from "./support/scene";

/*
 * `npm run bench report [messages]`: the activity report of 30 days against the same report as one GROUP BY over the messages, before and
 * after late receipts, and the lists of messages against hand-written SQL. All of it as the app's own role, behind the policy.
 */

const MESSAGES = Number(process.argv[2] ?? 1_000_000);
const PLANNED = Math.round(MESSAGES / 10);
const DAYS = 30;
const RUNS = 20;
const LATE = 2_000;
const FIRST = "2027-01-01";
const LAST = "2027-01-30";
const month: ActivityFilter = { from: FIRST, to: LAST, channels: [], facilities: [], templates: [] };
const nothing: MessageFilter = { q: "", channels: [], facilities: [], templates: [], states: [] };

/** Messages of 12 hours of 30 days, five facilities, three channels, six kinds; a tenth are answers. */
async function fill(owner: pg.Client, org: TestOrganization): Promise<void> {
  await owner.query("set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'");
  const { rows } = await owner.query<{ name: string; definition: string }>(
    "select indexname as name, indexdef as definition from pg_indexes where tablename = 'message' and indexname <> 'message_pkey'",
  );
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  await owner.query(
    `insert into facility (organization_id, id, name, zone) select $1, ('0190000' || '5-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'Facility ' || i, 'UTC' from generate_series(0, 4) i`,
    [org.organizationId],
  );
  await owner.query(
    `insert into patient (organization_id, id, first_name, last_name, first_norm, last_norm, search_text)
     select $1, ('0190000' || '0-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'Rosa', 'Delgado' || i, 'rosa', 'delgado' || i, ' rosa delgado' || i || ' ' from generate_series(0, 49999) i`,
    [org.organizationId],
  );
  await owner.query(
    `insert into endpoint (organization_id, id, kind, address)
     select $1, ('0190000' || '1-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'phone', '+1212' || lpad(i::text, 7, '0') from generate_series(0, 49999) i`,
    [org.organizationId],
  );
  await owner.query(
    `insert into message (organization_id, id, direction, channel, kind, endpoint_id, patient_id, facility_id, template_key, body, status, status_rank, error_code, intent, at, local_date, local_hour, answered_at)
     select $1, overlay(uuid7_floor(t)::text placing lpad(to_hex(i), 12, '0') from 25)::uuid, case when incoming then 'in' else 'out' end,
       case when r < 0.8 then 'sms' when r < 0.95 then 'email' else 'voice' end, 'reminder',
       ('0190000' || '1-0000-7000-8000-' || lpad(to_hex(i % 50000), 12, '0'))::uuid, ('0190000' || '0-0000-7000-8000-' || lpad(to_hex(i % 50000), 12, '0'))::uuid,
       ('0190000' || '5-0000-7000-8000-' || lpad((i % 5)::text, 12, '0'))::uuid,
       case when not incoming then (array['reminder', 'reminder-final', 'confirm-reply', 'cancel-reply', 'reminder-early', 'catch-up'])[1 + (i / 7) % 6] end,
       repeat('Your visit is on Monday at nine. ', 5),
       case when incoming then 'received' when s < 0.93 then 'delivered' when s < 0.96 then 'sent' when s < 0.99 then 'undelivered' else 'failed' end, 3,
       case when not incoming and s >= 0.96 then (array['30003', '30005', '30006', '21610'])[1 + i % 4] end,
       case when incoming then (array['confirm', 'confirm', 'cancel', 'other', 'opt-out'])[1 + i % 5] end,
       t, t::date, extract(hour from t), case when not incoming and i % 3 = 0 then t end
     from (select i, random() as r, random() as s, i % 10 = 0 as incoming,
         timestamptz '2027-01-01 08:00Z' + make_interval(days => (i::bigint * $3 / $2)::int) + make_interval(secs => ((i::bigint * $3) % $2)::float8 * 43200 / $2) as t
       from generate_series(0, $2::int - 1) i) x`,
    [org.organizationId, MESSAGES, DAYS],
  );
  for (const { definition } of rows) await owner.query(definition.replace(" ON ONLY ", " ON "));
  await owner.query(
    `insert into planned_message (organization_id, id, kind, subject_kind, subject_id, step_key, template_key, patient_id, endpoint_id, facility_id, due_at, ideal_at, done_at, zone, state, reason)
     select $1, ('0190000' || '2-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'reminder', 'appointment', $1, i::text, 'reminder',
       ('0190000' || '0-0000-7000-8000-' || lpad(to_hex(i % 50000), 12, '0'))::uuid, ('0190000' || '1-0000-7000-8000-' || lpad(to_hex(i % 50000), 12, '0'))::uuid,
       ('0190000' || '5-0000-7000-8000-' || lpad((i % 5)::text, 12, '0'))::uuid, t, t, case when i % 2 = 0 then t end, 'UTC',
       case when i % 2 = 0 then 'skipped' when i % 1001 = 0 then 'held' else 'planned' end, 'already-confirmed'
     from (select i, timestamptz '2026-12-01' + make_interval(mins => i) as t from generate_series(1, $2::int) i) x`,
    [org.organizationId, PLANNED],
  );
  await owner.query(
    "insert into message_rollup_mark (organization_id, local_date) select distinct organization_id, local_date from message",
  );
  await owner.query("set session_replication_role = default");
  await owner.query("vacuum analyze message, planned_message, patient, endpoint, facility, organization");
}

/** Milliseconds of each of several runs, after one that warms up. */
async function timed(work: () => Promise<unknown>): Promise<number[]> {
  await work();
  const all: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const began = performance.now();
    await work();
    all.push(performance.now() - began);
  }
  return all;
}

const figures = (list: readonly number[]): string => `${quantile(list, 0.5).toFixed(1)} / ${quantile(list, 0.95).toFixed(1)} ms`;

async function report(org: TestOrganization): Promise<void> {
  const run = (query: { text: string; values: unknown[] }) => org.asStaff((ctx) => ctx.sql(query.text, query.values));
  const asked = await org.asStaff(async (ctx) => ({ organizationId: ctx.organizationId, access: ctx.access }));
  const raw = rawReportQuery(asked, month);
  const sorted = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
  const began = performance.now();
  while ((await rollUp(org.organizationId)) > 0);
  say("all days counted in", `${((performance.now() - began) / 1_000).toFixed(1)} s (${DAYS} days)`);
  const [size] = await org.asStaff((ctx) =>
    ctx.sql<{ n: string }>("select count(*) as n from message_rollup where organization_id = $1", [ctx.organizationId]),
  );
  say("rows of counts", thousands(Number(size!.n)));
  const check = async (what: string): Promise<void> => {
    const days = await org.asStaff((ctx) =>
      ctx.sql<{ day: string }>("select distinct local_date::text as day from message_rollup_mark where organization_id = $1", [
        ctx.organizationId,
      ]),
    );
    const same = isDeepStrictEqual(
      sorted(
        await run(
          reportQuery(
            asked,
            month,
            days.map((d) => d.day),
          ),
        ),
      ),
      sorted(await run(raw)),
    );
    say(`equal to the messages, ${what}`, same ? `yes (${days.length} days changed and not counted again)` : "NO");
    if (!same) process.exitCode = 1;
  };
  await check("all counted");
  const byMessages = await timed(() => run(raw));
  const counted = await timed(() => org.asStaff((ctx) => messageActivity(ctx, month)));
  // Late receipts of the last two days, as dispatch leaves them: today is never all counted.
  await org.asWorkflow((ctx) =>
    ctx.sql(
      `update message set status = 'undelivered', error_code = '30003' where organization_id = $1 and id in
         (select id from message where organization_id = $1 and status = 'sent' and at >= $2 limit $3)`,
      [ctx.organizationId, new Date(new Date(`${LAST}T00:00:00Z`).getTime() - DAY_MS), LATE],
    ),
  );
  await check(`after ${thousands(LATE)} late receipts`);
  const changed = await timed(() => org.asStaff((ctx) => messageActivity(ctx, month)));
  await rollUp(org.organizationId);
  await check("counted again");
  say("30 days by GROUP BY over the messages (median / 95 %)", figures(byMessages));
  const ratio = (list: readonly number[]): string => (quantile(list, 0.95) / quantile(byMessages, 0.95)).toFixed(3);
  say("30 days, all counted", `${figures(counted)} = ${ratio(counted)}× (target ≤ 0.5×)`);
  say("30 days, the last two days changed and not counted yet", `${figures(changed)} = ${ratio(changed)}× (target ≤ 0.5×)`);
  if (Number(ratio(counted)) > 0.5 || Number(ratio(changed)) > 0.5) process.exitCode = 1;
}

const NAMES = `left join facility f on f.organization_id = m.organization_id and f.id = m.facility_id
  left join patient pt on pt.organization_id = m.organization_id and pt.id = m.patient_id
  left join endpoint e on e.organization_id = m.organization_id and e.id = m.endpoint_id`;
const hand = (table: string, columns: string, where: string, order: string): string =>
  `select m.id, ${columns}, f.name, pt.first_name, pt.last_name, e.address from (select * from ${table} where organization_id = $1 and ${where} order by ${order} limit 51) m ${NAMES} order by ${order.replaceAll(/(\w+) (desc|asc)/g, "m.$1 $2")}`;
const said = "m.at, m.channel, m.status, left(m.body, 160) as text, m.error_code";
const due = "m.due_at, m.channel, m.state, m.reason";

/** The best statement by hand for each list, with what is shown of a row. */
const BY_HAND: Readonly<Record<MessageTab, string>> = {
  sent: hand("message", said, "direction = 'out'", "at desc, id desc"),
  undelivered: `select m.id, ${said}, f.name, pt.first_name, pt.last_name, e.address from (select * from (${[
    "undelivered",
    "failed",
    "uncertain",
  ]
    .map((status) => `(select * from message where organization_id = $1 and status = '${status}' order by at desc, id desc limit 51)`)
    .join(" union all ")}) u order by at desc, id desc limit 51) m ${NAMES} order by m.at desc, m.id desc`,
  answers: hand("message", said, "status = 'received'", "at desc, id desc"),
  next: hand("planned_message", due, "state = 'planned'", "due_at asc, id asc"),
  held: hand("planned_message", due, "state = 'held'", "due_at asc, id asc"),
  skipped: hand("planned_message", due, "state = 'skipped' and done_at is not null", "done_at desc, id asc"),
};

async function lists(org: TestOrganization): Promise<void> {
  for (const tab of Object.keys(BY_HAND) as MessageTab[]) {
    const ours = await timed(() => org.asStaff((ctx: Ctx) => listMessages(ctx, tab, nothing)));
    const best = await timed(() => org.asStaff((ctx: Ctx) => ctx.sql(BY_HAND[tab], [ctx.organizationId])));
    const allowed = quantile(best, 0.95) * 1.5 + 30;
    say(`list "${tab}": product, by hand (median / 95 %)`, `${figures(ours)}, ${figures(best)} (target ≤ ${allowed.toFixed(0)} ms)`);
    if (quantile(ours, 0.95) > allowed) process.exitCode = 1;
  }
}

const database = await testDatabase();
useDatabase(database);
const owner = new pg.Client({ connectionString: database.url });
owner.on("error", () => {});
await owner.connect();
try {
  const org = await makeOrganization(database.urls, { zone: "UTC" });
  const load = os.loadavg()[0]!.toFixed(1);
  say("machine", `${os.cpus().length} × ${os.cpus()[0]!.model.trim()}, load ${load}, Node ${process.versions.node}`);
  say("messages", thousands(MESSAGES));
  await fill(owner, org);
  await report(org);
  await lists(org);
  say("load at the end", os.loadavg()[0]!.toFixed(1));
} finally {
  await owner.end();
  await closeDatabase();
  await database.drop();
}
