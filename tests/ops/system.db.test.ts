import { afterAll, beforeAll, expect, test } from "vitest";
import { seal } from "@/lib/crypto/keyring";
import { listDeadReceipts } from "@/lib/inbound/dead-receipts";
import { processReceipt } from "@/lib/inbound/process-receipt";
import { pruneReceipts, RECEIPT_DAYS } from "@/lib/inbound/prune-receipts";
import { reprocessReceipt } from "@/lib/inbound/reprocess-receipt";
import { noteUpkeep } from "@/lib/health/upkeep";
import { newId } from "@/lib/ids";
import { insertRow, makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { createInspector } from "@/inngest/engine";
import { readQueues } from "@/lib/ops/queues";
import { listRetention } from "@/lib/ops/retention";
import { cancelRun, findRun, listRuns, readRuns, retryRun, type RunsPort } from "@/lib/ops/runs";

const database = useTestDatabase();
let engine: RunsPort & { close(): Promise<void> };
beforeAll(() => {
  engine = createInspector({ connectionString: database.urls.engine, appId: "luma" });
});
afterAll(() => engine.close());

let sequence = 0;
async function makeRun(subject: string | null, over: { status?: string; error?: string; fn?: string } = {}): Promise<string> {
  const id = `01TEST${String(++sequence).padStart(20, "0")}`;
  await database.query(
    `insert into engine.run (id, fn_id, trigger_name, events, created_at, subject, status, error, ended_at)
     values ($1, $2, 'luma/receipt.stored', '[{"name":"x","data":{}}]', now(), $3, $4, $5, case when $4 = 'running' then null else now() end)`,
    [id, over.fn ?? "luma-process-receipt", subject, over.status ?? "running", over.error ?? null],
  );
  return id;
}

const deadReceipt = async (org: TestOrganization, kind = "sms-inbound"): Promise<string> => {
  const id = newId();
  const { sealed, keyId } = seal(JSON.stringify({ kind, fields: { From: "nobody", Body: "Rosa Delgado 1980-04-02" }, query: {} }));
  await insertRow(org, "webhook_receipt", {
    id,
    carrier: "twilio",
    kind,
    dedupe_key: id,
    payload_sealed: sealed,
    key_id: keyId,
    state: "dead",
    attempts: 6,
    error: "UnusableReceipt",
  });
  return id;
};

test("[OPS-04] an admin sees the runs of the own organization, not another's and not those of all", async () => {
  const [mine, theirs] = [await makeOrganization(database.urls), await makeOrganization(database.urls)];
  const own = await makeRun(mine.organizationId);
  const other = await makeRun(theirs.organizationId);
  const cron = await makeRun(null);
  const page = await mine.asAdmin((ctx) => listRuns(ctx, engine));
  expect(page.runs.map((run) => run.id)).toEqual([own]);
  expect(await mine.asAdmin((ctx) => findRun(ctx, engine, other))).toBeUndefined();
  expect(await mine.asAdmin((ctx) => findRun(ctx, engine, cron))).toBeUndefined();
  expect(await mine.asAdmin((ctx) => findRun(ctx, engine, own))).toMatchObject({ id: own, status: "running", stepList: [] });
  expect((await readRuns(engine, undefined)).runs.map((run) => run.id)).toEqual(expect.arrayContaining([own, other, cron]));
});

test("[SEC-02] [OPS-04] someone from another organization, or without the role, can neither cancel nor retry a run", async () => {
  const [mine, theirs] = [await makeOrganization(database.urls), await makeOrganization(database.urls)];
  const run = await makeRun(mine.organizationId);
  const failed = await makeRun(mine.organizationId, { status: "failed", error: '{"name":"Error","message":"x"}' });
  await expect(theirs.asAdmin((ctx) => cancelRun(ctx, engine, { runId: run }))).rejects.toThrow("does not exist");
  await expect(theirs.asAdmin((ctx) => retryRun(ctx, engine, { runId: failed }))).rejects.toThrow("does not exist");
  for (const refused of [mine.asManager, mine.asStaff]) {
    await expect(refused((ctx) => cancelRun(ctx, engine, { runId: run }))).rejects.toThrow("role");
    await expect(refused((ctx) => listRuns(ctx, engine))).rejects.toThrow("role");
    await expect(refused((ctx) => listDeadReceipts(ctx))).rejects.toThrow("role");
    await expect(refused((ctx) => readQueues(ctx))).rejects.toThrow("role");
    await expect(refused((ctx) => listRetention(ctx))).rejects.toThrow("role");
  }
  expect(await database.query("select status from engine.run where id = $1", [run])).toEqual([{ status: "running" }]);
});

test("[OPS-04] [SEC-03] cancelling and retrying work once, say so where they cannot, and are audited", async () => {
  const org = await makeOrganization(database.urls);
  const run = await makeRun(org.organizationId);
  await org.asAdmin((ctx) => cancelRun(ctx, engine, { runId: run }));
  expect(await database.query("select status from engine.run where id = $1", [run])).toEqual([{ status: "cancelled" }]);
  await expect(org.asAdmin((ctx) => cancelRun(ctx, engine, { runId: run }))).rejects.toThrow("ended already");
  await org.asAdmin((ctx) => retryRun(ctx, engine, { runId: run }));
  expect(await database.query("select status from engine.run where id = $1", [run])).toEqual([{ status: "running" }]);
  await expect(org.asAdmin((ctx) => retryRun(ctx, engine, { runId: run }))).rejects.toThrow("Only a run that failed");
  const actions = await org.asAdmin((ctx) => ctx.sql<{ action: string }>("select action from audit_entry order by id"));
  expect(actions.map((entry) => entry.action)).toEqual(["cancel-run", "retry-run"]);
});

test("[OPS-04] [SEC-05] a failed run shows its error without what it quotes", async () => {
  const org = await makeOrganization(database.urls);
  const error = JSON.stringify({ name: "error", message: 'invalid input syntax for type date: "1980-04-02 Rosa"' });
  await makeRun(org.organizationId, { status: "failed", error });
  const [run] = (await org.asAdmin((ctx) => listRuns(ctx, engine, { status: "failed" }))).runs;
  expect(run!.error).toBe("error: invalid input syntax for type date: …");
});

test("[OPS-04] [SEC-05] dead letters are listed without what they hold, and worked on again once", async () => {
  const org = await makeOrganization(database.urls);
  const id = await deadReceipt(org);
  const { rows } = await org.asAdmin((ctx) => listDeadReceipts(ctx));
  expect(rows).toMatchObject([{ id, carrier: "twilio", kind: "sms-inbound", error: "UnusableReceipt", attempts: 6 }]);
  expect(JSON.stringify(rows)).not.toMatch(/Rosa|1980/);
  await org.asAdmin((ctx) => reprocessReceipt(ctx, { receiptId: id }));
  await expect(org.asAdmin((ctx) => reprocessReceipt(ctx, { receiptId: id }))).rejects.toThrow("does not exist");
  expect(
    await database.query("select name, data->>'receiptId' as id from outbox_event where organization_id = $1", [org.organizationId]),
  ).toEqual([{ name: "luma/receipt.stored", id }]);
  // It still cannot be read, so it comes back as what it was, with its task.
  expect(await processReceipt(org.organizationId, id)).toBe("dead");
  expect((await org.asAdmin((ctx) => listDeadReceipts(ctx))).rows).toHaveLength(1);
});

test("[OPS-04] [SEC-04] a webhook that cannot even be opened is counted with each try, and dead in the end; an attempt that is no id means none", async () => {
  const org = await makeOrganization(database.urls);
  const stored = async (sealed: Buffer, keyId: string): Promise<string> => {
    const id = newId();
    await insertRow(org, "webhook_receipt", {
      id,
      carrier: "twilio",
      kind: "sms-status",
      dedupe_key: id,
      payload_sealed: sealed,
      key_id: keyId,
    });
    return id;
  };
  const lost = await stored(Buffer.from("x"), "a-key-that-is-gone");
  for (let tries = 1; tries < 6; tries++) await expect(processReceipt(org.organizationId, lost)).rejects.toThrow();
  expect(await processReceipt(org.organizationId, lost)).toBe("dead");
  expect((await org.asAdmin((ctx) => listDeadReceipts(ctx))).rows).toMatchObject([{ id: lost, attempts: 6 }]);
  const fields = {
    MessageSid: `SM${"a".repeat(32)}`,
    AccountSid: `AC${"1".repeat(32)}`,
    MessageStatus: "delivered",
    From: "+18335550142",
    To: "+12125550100",
  };
  const odd = seal(JSON.stringify({ kind: "sms-status", fields, query: { attempt: "nonsense" } }));
  expect(await processReceipt(org.organizationId, await stored(odd.sealed, odd.keyId))).toBe("wait");
});

test("[SEC-02] [OPS-04] someone from another organization can neither see nor work on a dead letter", async () => {
  const [mine, theirs] = [await makeOrganization(database.urls), await makeOrganization(database.urls)];
  const id = await deadReceipt(mine);
  expect((await theirs.asAdmin((ctx) => listDeadReceipts(ctx))).rows).toEqual([]);
  await expect(theirs.asAdmin((ctx) => reprocessReceipt(ctx, { receiptId: id }))).rejects.toThrow("does not exist");
  await expect(mine.asManager((ctx) => reprocessReceipt(ctx, { receiptId: id }))).rejects.toThrow("role");
});

test("[OPS-04] the queues count what waits in the own organization, and how long", async () => {
  const [org, other] = [await makeOrganization(database.urls), await makeOrganization(database.urls)];
  await deadReceipt(org);
  await deadReceipt(other);
  const id = newId();
  await insertRow(org, "webhook_receipt", {
    id,
    carrier: "twilio",
    kind: "sms-status",
    dedupe_key: id,
    payload_sealed: Buffer.from("x"),
    key_id: "k",
    received_at: new Date(Date.now() - 600_000),
  });
  const queues = await org.asAdmin((ctx) => readQueues(ctx));
  expect(queues).toMatchObject({ due: 0, dueLagSeconds: null, held: 0, uncertain: 0, receiptsDead: 1, receiptsWaiting: 1, servedAt: null });
  expect(queues.receiptsWaitingSeconds).toBeGreaterThan(599);
});

test("[OPS-04] old webhooks are deleted once they are worked on; dead and new ones stay; the screen says when that ran", async () => {
  const org = await makeOrganization(database.urls);
  const old = (state: string) => {
    const at = Date.now() - (RECEIPT_DAYS + 1) * 86_400_000;
    const id = `${at
      .toString(16)
      .padStart(12, "0")
      .replace(/^(.{8})(.{4})$/, "$1-$2")}-7000-8000-${newId().slice(-12)}`;
    const row = { id, carrier: "twilio", kind: "sms-status", dedupe_key: id, payload_sealed: Buffer.from("x"), key_id: "k", state };
    return insertRow(org, "webhook_receipt", row).then(() => id);
  };
  await old("done");
  const kept = [await old("dead"), await old("new")];
  const young = newId();
  await insertRow(org, "webhook_receipt", {
    id: young,
    carrier: "twilio",
    kind: "sms-status",
    dedupe_key: young,
    payload_sealed: Buffer.from("x"),
    key_id: "k",
    state: "done",
  });
  expect(await pruneReceipts(org.organizationId)).toBe(1);
  expect(await pruneReceipts(org.organizationId)).toBe(0);
  const left = await database.query("select id from webhook_receipt where organization_id = $1", [org.organizationId]);
  expect(new Set(left.map((row) => row.id))).toEqual(new Set([...kept, young]));
  await noteUpkeep("receipts", 1);
  const listed = await org.asAdmin((ctx) => listRetention(ctx));
  expect(listed.find((row) => row.id === "receipts")).toMatchObject({ lastRun: { deleted: 1 }, oldest: expect.any(Date) });
  expect(listed.find((row) => row.id === "messages")).toMatchObject({ lastRun: undefined, oldest: null });
});
