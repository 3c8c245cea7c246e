import { afterAll, beforeAll, expect, test } from "vitest";
import { createInspector } from "@/inngest/engine";
import { seal } from "@/lib/crypto/keyring";
import { newId } from "@/lib/ids";
import type { OperatorScope } from "@/lib/operator/context";
import { listOperatorEntries } from "@/lib/operator/organizations";
import { openOperatorSession } from "@/lib/operator/store";
import { postIncidentAsOperator, updateIncidentAsOperator } from "@/lib/ops/incidents";
import { cancelRunAsOperator, readRuns, retryRunAsOperator, type RunsPort } from "@/lib/ops/runs";
import { incidentInput } from "@/lib/ops/schemas";
import { readStatus } from "@/lib/ops/status-page";
import { makeOrganization, useTestDatabase } from "@/tests/support/factories";

const database = useTestDatabase();
let scope: OperatorScope;
let engine: RunsPort & { close(): Promise<void> };

beforeAll(async () => {
  const id = newId();
  const { sealed, keyId } = seal("secret");
  await database.query("select create_operator($1, $2, $3, $4, $5, $6, false)", [id, "op@platform.example", "Op", "hash", sealed, keyId]);
  scope = { operatorId: id, sessionId: await openOperatorSession(id, "192.0.2.1") };
  engine = createInspector({ connectionString: database.urls.engine, appId: "luma" });
});
afterAll(() => engine.close());

const actions = async (): Promise<string[]> => (await listOperatorEntries(scope)).map((entry) => entry.action);

test("[OPS-04] [ADM-08] an operator sees every organization's runs and the crons', cancels and retries them; audited", async () => {
  const org = await makeOrganization(database.urls);
  const [own, cron] = ["01TEST00000000000000000001", "01TEST00000000000000000002"];
  for (const [id, subject] of [
    [own, org.organizationId],
    [cron, null],
  ])
    await database.query(
      `insert into engine.run (id, fn_id, trigger_name, events, created_at, subject) values ($1, 'luma-dispatch-due', 'x', '[{"name":"x","data":{}}]', now(), $2)`,
      [id, subject],
    );
  expect((await readRuns(engine, undefined)).runs.map((run) => run.id)).toEqual([cron, own]);
  await cancelRunAsOperator(scope, engine, { runId: cron! });
  await expect(cancelRunAsOperator(scope, engine, { runId: cron! })).rejects.toThrow("ended already");
  await retryRunAsOperator(scope, engine, { runId: cron! });
  expect(await database.query("select status from engine.run where id = $1", [cron])).toEqual([{ status: "running" }]);
  await expect(retryRunAsOperator(scope, engine, { runId: newId() })).rejects.toThrow("does not exist");
  expect(await actions()).toEqual(expect.arrayContaining(["cancel-run", "retry-run"]));
});

test("[OPS-07] [ADM-08] an operator posts for everyone, however many organizations work here; audited", async () => {
  await makeOrganization(database.urls);
  await makeOrganization(database.urls);
  const input = incidentInput.parse({
    title: "Calls are late",
    impact: "major",
    components: ["calls"],
    state: "investigating",
    body: "We are on it.",
  });
  const { id } = await postIncidentAsOperator(scope, input);
  await updateIncidentAsOperator(scope, { incidentId: id, state: "monitoring", body: "Mended; we watch it." });
  expect((await readStatus()).open).toMatchObject([
    { id, state: "monitoring", updates: [{ state: "monitoring" }, { state: "investigating" }] },
  ]);
  expect(await actions()).toEqual(expect.arrayContaining(["post-incident", "update-incident"]));
});

test("[ADM-08] [SEC-02] without a session that stands nothing of it is done", async () => {
  const closed = { operatorId: scope.operatorId, sessionId: newId() };
  const input = incidentInput.parse({ title: "Nothing", impact: "minor", components: [], state: "investigating", body: "x" });
  await expect(postIncidentAsOperator(closed, input)).rejects.toThrow();
  expect((await readStatus()).open.map((one) => one.title)).not.toContain("Nothing");
  await database.query(
    "insert into engine.run (id, fn_id, trigger_name, events, created_at) values ('01TEST00000000000000000003', 'x', 'x', '[]', now())",
  );
  await expect(cancelRunAsOperator(closed, engine, { runId: "01TEST00000000000000000003" })).rejects.toThrow();
  expect(await database.query("select status from engine.run where id = '01TEST00000000000000000003'")).toEqual([{ status: "running" }]);
});
