import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import { makeOrganization, makePatient, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { auditChoices, listAuditEntries, type AuditFilter } from "./list-entries";

/*
 * The audit's screen at a million entries, as the app's own role behind the policy: whatever it is narrowed to, a page walks an index in
 * its order and reads hardly more than it shows.
 */
const ENTRIES = 1_000_000;
const database = useTestDatabase();
let org: TestOrganization;
let patientId: string;

beforeAll(async () => {
  org = await makeOrganization(database.urls);
  patientId = await makePatient(org, { first_name: "Rosa", last_name: "Delgado" });
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  // Indexes are made after the rows, which is several times faster.
  await owner.query("set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'");
  const { rows } = await owner.query<{ name: string; definition: string }>(
    "select indexname as name, indexdef as definition from pg_indexes where tablename = 'audit_entry' and indexname <> 'audit_entry_pkey'",
  );
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  await owner.query(
    `insert into audit_entry (organization_id, id, at, actor_kind, actor_id, action, entity, entity_id, patient_id, seal)
     select $1, ('0190000' || '1-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, timestamptz '2025-01-01' + make_interval(secs => i * 30), 'user',
       case when i % 100000 = 7 then $3 when i % 3 = 0 then $4 else $5 end, case when i % 200000 = 9 then 'export-audit' when i % 2 = 0 then 'view-patient' else 'view-message' end,
       case when i % 200000 = 9 then 'audit' when i % 2 = 0 then 'patient' else 'message' end, null,
       case when i % 100000 = 11 then $6::uuid else ('0190000' || '2-0000-7000-8000-' || lpad(to_hex(i % 5000), 12, '0'))::uuid end, 1 + i / 1000
     from generate_series(1, $2::int) i`,
    [org.organizationId, ENTRIES, org.users.admin, org.users.manager, org.users.staff, patientId],
  );
  for (const { definition } of rows) await owner.query(definition);
  await owner.query("analyze audit_entry");
  await owner.end();
}, 300_000);

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Node[];
};
const flatten = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flatten)];

/** The same context, keeping the plan of each statement about entries that runs in it. */
function watching(ctx: Ctx, seen: { nodes: Node[]; ms: number }[]): Ctx {
  return {
    ...ctx,
    async sql(text, params) {
      if (/from audit_entry x/.test(text)) {
        const [row] = await ctx.sql<{ "QUERY PLAN": { Plan: Node; "Execution Time": number }[] }>(
          `explain (analyze, timing off, format json) ${text}`,
          params,
        );
        seen.push({ nodes: flatten(row!["QUERY PLAN"][0]!.Plan), ms: row!["QUERY PLAN"][0]!["Execution Time"] });
      }
      return ctx.sql(text, params);
    },
  };
}

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const middle = `01900001-0000-7000-8000-${(ENTRIES / 2).toString(16).padStart(12, "0")}`;
const cases: [string, () => Partial<AuditFilter>, number][] = [
  ["everything", () => ({}), 50],
  ["a page in the middle", () => ({ after: middle }), 50],
  ["back from the middle", () => ({ before: middle }), 50],
  ["someone who did much", () => ({ who: org.users.staff }), 50],
  ["someone who did little", () => ({ who: org.users.admin }), 10],
  ["someone who did nothing", () => ({ who: newId() }), 0],
  ["a rare action", () => ({ action: "export-audit" }), 5],
  ["a rare action that never was", () => ({ action: "never" }), 0],
  ["a kind", () => ({ kind: "audit" }), 5],
  ["a patient", () => ({ patientId }), 10],
  ["a patient's name", () => ({ q: "delgado" }), 10],
  ["a patient and an action", () => ({ patientId, action: "view-message" }), 10],
  ["some days", () => ({ from: day("2025-06-01"), to: day("2025-06-03") }), 50],
  ["someone on some days", () => ({ who: org.users.manager, from: day("2025-06-01"), to: day("2025-06-03") }), 50],
  ["a kind on days before the log began", () => ({ kind: "patient", to: day("2024-01-01") }), 0],
];

test.each(cases)("[SEC-03] among a million entries, %s is found by an index", async (_, filter, count) => {
  const seen: { nodes: Node[]; ms: number }[] = [];
  const page = await org.asAdmin((ctx) => listAuditEntries(watching(ctx, seen), { q: "", ...filter() }));
  expect(page.rows).toHaveLength(count);
  const entries = seen.flatMap(({ nodes }) => nodes).filter((node) => node["Relation Name"] === "audit_entry");
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.filter((node) => node["Node Type"] === "Seq Scan")).toEqual([]);
  const read = entries.reduce((sum, node) => sum + (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"], 0);
  expect(read).toBeLessThan(500);
});

test("[SEC-03] among a million entries, the actions and kinds that occur are found by leaping", async () => {
  const seen: { nodes: Node[]; ms: number }[] = [];
  const choices = await org.asAdmin((ctx) => auditChoices(watching(ctx, seen)));
  expect(choices).toMatchObject({ actions: ["export-audit", "view-message", "view-patient"], kinds: ["audit", "message", "patient"] });
  expect(seen).toHaveLength(2);
  for (const { nodes } of seen) {
    const entries = nodes.filter((node) => node["Relation Name"] === "audit_entry");
    expect(entries.reduce((sum, node) => sum + node["Actual Rows"] * node["Actual Loops"], 0)).toBeLessThan(50);
  }
});
