import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import type { Access } from "@/lib/access/rules";
import type { Ctx } from "@/lib/context";
import { makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { PAGE_SIZE, pageQuery } from "./queries";
import type { MessageFilter, MessageTab } from "./types";

/*
 * The activity lists at a million messages, as the app's own role behind the policy: each must walk an index in its order
 * (no sequential scan of a filled partition, no sort of more than a few pages) wherever the page stands.
 */
const MESSAGES = 1_000_000;
const PLANNED = 100_000;
const database = useTestDatabase();
let org: TestOrganization;
const nothing: MessageFilter = { q: "", channels: [], facilities: [], templates: [], states: [] };

beforeAll(async () => {
  org = await makeOrganization(database.urls);
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  // Foreign keys are not what is measured; indexes are made after the rows, which is several times faster.
  await owner.query("set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'");
  const { rows } = await owner.query<{ name: string; definition: string }>(
    "select indexname as name, indexdef as definition from pg_indexes where tablename = 'message' and indexname <> 'message_pkey'",
  );
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  await owner.query(
    `insert into message (organization_id, id, direction, channel, kind, endpoint_id, patient_id, template_key, body, status, at, local_date, local_hour)
     select $1, overlay(uuid7_floor(t)::text placing lpad(to_hex(i), 12, '0') from 25)::uuid, case when i % 4 = 0 then 'in' else 'out' end, case when i % 10 = 0 then 'voice' else 'sms' end, 'reminder', $1,
       ('0190000' || '0-0000-7000-8000-' || lpad(to_hex(1 + i % 50000), 12, '0'))::uuid, 'reminder', 'Reminder',
       case when i % 4 = 0 then 'received' when i % 1000 = 1 then 'undelivered' when i % 50000 = 2 then 'failed' else 'delivered' end, t, t::date, 9
     from (select i, timestamptz '2026-10-02' + make_interval(secs => i * 20) as t from generate_series(1, $2::int) i) x`,
    [org.organizationId, MESSAGES],
  );
  for (const { definition } of rows) await owner.query(definition.replace(" ON ONLY ", " ON "));
  await owner.query(
    `insert into planned_message (organization_id, id, kind, subject_kind, subject_id, step_key, template_key, due_at, ideal_at, done_at, zone, state, reason)
     select $1, ('0190000' || '2-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'reminder', 'appointment', $1, i::text, 'reminder', t, t, case when i % 2 = 0 then t end, 'UTC',
       case when i % 2 = 0 then 'skipped' when i % 1001 = 0 then 'held' else 'planned' end, 'too-late'
     from (select i, timestamptz '2026-09-01' + make_interval(mins => i) as t from generate_series(1, $2::int) i) x`,
    [org.organizationId, PLANNED],
  );
  await owner.query("analyze message, planned_message, organization");
  await owner.end();
}, 240_000);

type Node = {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  Plans?: Node[];
};
const flatten = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flatten)];

async function explain(ctx: Ctx, text: string, values: unknown[]): Promise<{ nodes: Node[]; ms: number }> {
  const [row] = await ctx.sql<{ "QUERY PLAN": { Plan: Node; "Execution Time": number; "Planning Time": number }[] }>(
    `explain (analyze, timing off, format json) ${text}`,
    values,
  );
  const plan = row!["QUERY PLAN"][0]!;
  return { nodes: flatten(plan.Plan), ms: plan["Execution Time"] + plan["Planning Time"] };
}

const walk = (tab: MessageTab, filter: Partial<MessageFilter>, patients?: string[], cursor?: Date, backwards = false, access?: Access) =>
  org.asStaff(async (ctx) => {
    const { text, values } = pageQuery(
      { organizationId: ctx.organizationId, access: access ?? ctx.access },
      tab,
      { ...nothing, ...filter },
      patients,
      cursor && { at: cursor, id: "01900000-0000-7000-8000-000000000000" },
      backwards,
    );
    await ctx.sql(text, values);
    return explain(ctx, text, values);
  });

/** Rows that any one step of the plan had in its hands. */
const most = (nodes: Node[]): number => Math.max(...nodes.map((node) => node["Actual Rows"] * node["Actual Loops"]));
/** Sequential scans of something that holds rows; partitions of months without any are read as they are. */
const scans = (nodes: Node[]): string[] =>
  nodes
    .filter((node) => node["Node Type"] === "Seq Scan" && node["Actual Rows"] > 0 && node["Relation Name"] !== "organization")
    .map((node) => node["Relation Name"] ?? "");

describe(`at ${MESSAGES.toLocaleString("en")} messages`, () => {
  const middle = new Date("2027-02-01T00:00:00Z");
  test.each<[string, MessageTab, Partial<MessageFilter>, Date?, boolean?]>([
    ["the last sent", "sent", {}],
    ["the last sent, from the middle", "sent", {}, middle],
    ["the last sent, from the middle backwards", "sent", {}, middle, true],
    ["calls sent", "sent", { channels: ["voice"] }],
    ["sent and failed, one in 50,000", "sent", { states: ["failed"] }],
    ["the last undelivered", "undelivered", {}],
    ["the last answers", "answers", {}],
    ["the next to go", "next", {}],
    ["the next to go, from the middle", "next", {}, new Date("2026-10-01T00:00:00Z")],
    ["held", "held", {}],
    ["skipped", "skipped", {}],
    ["skipped, from the middle", "skipped", {}, new Date("2026-10-01T00:00:00Z")],
  ])("[RTY-08] %s: one page from its index, behind the policy", async (what, tab, filter, cursor, backwards) => {
    const { nodes, ms } = await walk(tab, filter, undefined, cursor, backwards);
    process.stdout.write(`    ${what}: ${ms.toFixed(1)} ms, at most ${most(nodes)} rows\n`);
    expect(scans(nodes)).toEqual([]);
    expect(most(nodes)).toBeLessThan(PAGE_SIZE * 20);
  });

  test.each<[string, MessageTab]>([
    ["the last sent", "sent"],
    ["the last answers", "answers"],
    ["the next to go", "next"],
    ["skipped", "skipped"],
  ])("[ADM-03] %s, for who sees one facility: the same index, patients asked one by one", async (what, tab) => {
    const narrowed = { facilities: [org.organizationId], patients: [], emergencies: [] };
    const { nodes, ms } = await walk(tab, {}, undefined, undefined, false, narrowed);
    process.stdout.write(`    ${what}, one facility: ${ms.toFixed(1)} ms, at most ${most(nodes)} rows\n`);
    expect(scans(nodes)).toEqual([]);
    expect(most(nodes)).toBeLessThan(PAGE_SIZE * 20);
  });

  test("[RTY-08] the messages of patients found by name come from the patients' index", async () => {
    const patients = [1, 2, 49_999].map((i) => `01900000-0000-7000-8000-${i.toString(16).padStart(12, "0")}`);
    const { nodes, ms } = await walk("sent", {}, patients);
    process.stdout.write(`    of three patients: ${ms.toFixed(1)} ms, at most ${most(nodes)} rows\n`);
    expect(scans(nodes)).toEqual([]);
    expect(most(nodes)).toBeLessThan(PAGE_SIZE * 20);
  });
});
