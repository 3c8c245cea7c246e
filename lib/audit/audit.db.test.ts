import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { forgetEnv } from "@/lib/env";
import { newId } from "@/lib/ids";
import { makeOrganization, useTestDatabase, type TestOrganization } from "@/tests/support/factories";
import { canonicalJson } from "./digest";
import { sealAllAudits, sealAudit } from "./seal";
import { verifyAudit } from "./verify";
import { audit } from "./write";

const database = useTestDatabase();

const write = (org: TestOrganization, count = 1) =>
  org.asStaff(async (ctx) => {
    for (let i = 0; i < count; i++)
      await audit(ctx, {
        action: "view-patient",
        entity: "patient",
        entityId: newId(),
        patientId: newId(),
        detail: { screen: "profile", z: 1, a: null },
      });
  });
const verify = async (org: TestOrganization) => (await verifyAudit(org.organizationId))[0]!;
/** An organization with three seals of four entries, and one entry unsealed. */
async function sealed(): Promise<TestOrganization> {
  const org = await makeOrganization(database.urls);
  for (let i = 0; i < 3; i++) {
    await write(org, 4);
    expect(await sealAudit(org.organizationId)).toBe(4);
  }
  await write(org);
  return org;
}
const idsOf = async (org: TestOrganization, seal: number): Promise<string[]> =>
  (await database.query("select id from audit_entry where organization_id = $1 and seal = $2 order by id", [org.organizationId, seal])).map(
    (row) => row.id as string,
  );

describe("seals", () => {
  test("[SEC-03] an untouched record verifies; what is not yet sealed is reported as such", async () => {
    const org = await sealed();
    expect(await verify(org)).toMatchObject({
      ok: true,
      seals: 3,
      entries: 12,
      unsealed: 1,
      oldestUnsealed: expect.any(Date),
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      firstBrokenSeal: null,
      problems: [],
    });
    expect(await sealAudit(org.organizationId)).toBe(1);
    expect(await verify(org)).toMatchObject({ ok: true, seals: 4, entries: 13, unsealed: 0, oldestUnsealed: null });
    expect(await sealAudit(org.organizationId)).toBe(0);
  });

  test("[SEC-03] batches chain, and several sealers at once seal each entry once", async () => {
    const org = await makeOrganization(database.urls);
    await write(org, 25);
    const counts = await Promise.all([1, 2, 3, 4].map(() => sealAudit(org.organizationId, 10)));
    const rest = await sealAudit(org.organizationId, 10);
    expect(counts.reduce((a, b) => a + b, rest)).toBe(25);
    expect(await verify(org)).toMatchObject({ ok: true, seals: 3, entries: 25, unsealed: 0 });
  });

  test("[SEC-03] entries written while the sealer runs are sealed by it or by the next, none twice", async () => {
    const org = await makeOrganization(database.urls);
    await write(org, 5);
    const [, first] = await Promise.all([write(org, 30), sealAudit(org.organizationId, 3)]);
    const second = await sealAudit(org.organizationId);
    expect(first + second).toBe(35);
    expect(await verify(org)).toMatchObject({ ok: true, entries: 35, unsealed: 0 });
  });

  test("[SEC-03] every organization is sealed, also beside one that cannot be", async () => {
    const [broken, fine] = [await sealed(), await sealed()];
    await database.query("delete from audit_head where organization_id = $1", [broken.organizationId]);
    const result = await sealAllAudits();
    expect(result.failed).toEqual([broken.organizationId]);
    expect(await verify(fine)).toMatchObject({ ok: true, unsealed: 0 });
    expect(await verify(broken)).toMatchObject({ ok: false, problems: [{ kind: "head-missing", seal: 3 }] });
    await database.query("delete from audit_entry where organization_id = $1 and seal is null", [broken.organizationId]);
  });

  test("[SEC-03] the text that is hashed does not depend on the order of names", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
    expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
  });
});

describe("tampering is found", () => {
  const changes: [string, string, unknown][] = [
    ["action", "action = $2", "view-nothing"],
    ["actor", "actor_id = $2", newId()],
    ["kind of actor", "actor_kind = $2", "workflow"],
    ["patient", "patient_id = $2::uuid", newId()],
    ["entity", "entity_id = $2::uuid", null],
    ["time by a microsecond", "at = at + $2::interval", "1 microsecond"],
    ["detail", "detail = detail || $2::jsonb", '{"z":2}'],
    ["list of ids", "ids = $2::uuid[]", [newId()]],
    ["request", "request_id = $2", "other"],
    ["stored hash", "hash = $2::bytea", Buffer.alloc(32)],
  ];
  test.each(changes)("[SEC-03] a changed %s", async (_, set, value) => {
    const org = await sealed();
    const [, second] = await idsOf(org, 2);
    await database.query(`update audit_entry set ${set} where id = $1`, [second, value]);
    expect(await verify(org)).toMatchObject({
      ok: false,
      firstBrokenSeal: 2,
      problems: [{ kind: "entry-changed", seal: 2, entryIds: [second] }],
    });
  });

  test("[SEC-03] a deleted entry, and one slipped in", async () => {
    const org = await sealed();
    const [first] = await idsOf(org, 1);
    await database.query("delete from audit_entry where id = $1", [first]);
    expect((await verify(org)).problems).toEqual([{ kind: "entries-missing", seal: 1 }]);
    const added = newId();
    await database.query(
      "insert into audit_entry (organization_id, id, actor_kind, action, entity, seal, hash) select organization_id, $2, actor_kind, action, entity, 3, hash from audit_entry where id = $1",
      [(await idsOf(org, 2))[0], added],
    );
    expect((await verify(org)).problems).toEqual([
      { kind: "entries-missing", seal: 1 },
      { kind: "entry-changed", seal: 3, entryIds: [added] },
      { kind: "entries-added", seal: 3 },
    ]);
  });

  test("[SEC-03] entries that change places: within a seal, between seals, and out of their seals", async () => {
    const org = await sealed();
    const [a] = await idsOf(org, 1);
    const [b] = await idsOf(org, 2);
    await database.query("update audit_entry set seal = 3 - seal where id = any ($1)", [[a, b]]);
    expect((await verify(org)).problems).toEqual([
      { kind: "seal-changed", seal: 1 },
      { kind: "seal-changed", seal: 2 },
    ]);
    await database.query("update audit_entry set seal = 3 - seal where id = any ($1)", [[a, b]]);
    expect((await verify(org)).ok).toBe(true);
    const [c, d] = await idsOf(org, 3);
    await database.query(
      "update audit_entry x set action = y.action, at = y.at, hash = y.hash, entity_id = y.entity_id from audit_entry y where x.id = $1 and y.id = $2",
      [c, d],
    );
    expect((await verify(org)).problems).toEqual([{ kind: "entry-changed", seal: 3, entryIds: [c] }]);
    await database.query("update audit_entry set seal = null, hash = null where id = $1", [a]);
    expect(await verify(org)).toMatchObject({ firstBrokenSeal: 1, unsealed: 2 });
  });

  test("[SEC-03] a seal that was removed, from the middle or from the end, with its entries or without", async () => {
    const middle = await sealed();
    await database.query("delete from audit_seal where organization_id = $1 and seq = 2", [middle.organizationId]);
    expect((await verify(middle)).problems.map((p) => [p.kind, p.seal])).toEqual([
      ["seal-missing", 2],
      ["seal-changed", 3],
    ]);
    for (const entriesToo of [false, true]) {
      const end = await sealed();
      await database.query("delete from audit_seal where organization_id = $1 and seq = 3", [end.organizationId]);
      if (entriesToo) await database.query("delete from audit_entry where organization_id = $1 and seal = 3", [end.organizationId]);
      const { problems } = await verify(end);
      expect(problems[0]).toEqual({ kind: "seal-missing", seal: 3 });
      // Sealing on does not cover it up.
      await sealAudit(end.organizationId);
      expect((await verify(end)).problems[0]).toEqual({ kind: "seal-missing", seal: 3 });
    }
    const all = await sealed();
    await database.query("delete from audit_seal where organization_id = $1", [all.organizationId]);
    expect((await verify(all)).problems.map((p) => p.kind)).toEqual(expect.arrayContaining(["seal-missing", "entries-added"]));
  });

  test("[SEC-03] a head set back to hide a cut-off chain does not fit its own seal", async () => {
    const org = await sealed();
    await database.query("delete from audit_seal where organization_id = $1 and seq = 3", [org.organizationId]);
    await database.query("delete from audit_entry where organization_id = $1 and seal = 3", [org.organizationId]);
    await database.query(
      "update audit_head h set seq = s.seq, hash = s.hash from audit_seal s where h.organization_id = $1 and s.organization_id = $1 and s.seq = 2",
      [org.organizationId],
    );
    expect((await verify(org)).problems).toEqual([{ kind: "head-changed", seal: 2 }]);
  });

  test("[SEC-03] seals made again without the key do not fit, and a key that is gone is said to be", async () => {
    const org = await sealed();
    const keys = process.env.ENCRYPTION_KEYS!;
    try {
      process.env.ENCRYPTION_KEYS = `test:${Buffer.alloc(32, "x").toString("base64")}`;
      forgetEnv();
      expect((await verify(org)).problems[0]).toMatchObject({ kind: "entry-changed", seal: 1 });
      process.env.ENCRYPTION_KEYS = `new:${Buffer.alloc(32, "n").toString("base64")}`;
      forgetEnv();
      expect((await verify(org)).problems.map((p) => p.kind)).toEqual(["key-missing", "key-missing", "key-missing", "key-missing"]);
      process.env.ENCRYPTION_KEYS = `${process.env.ENCRYPTION_KEYS},${keys}`;
      forgetEnv();
      await sealAudit(org.organizationId);
      expect(await verify(org)).toMatchObject({ ok: true, seals: 4 });
    } finally {
      process.env.ENCRYPTION_KEYS = keys;
      forgetEnv();
    }
  });

  test("[SEC-03] neither the web's nor the workflows' role can change or delete what is written", async () => {
    const org = await sealed();
    for (const text of [
      "update audit_entry set action = 'x'",
      "update audit_entry set detail = '{}'",
      "delete from audit_entry",
      "truncate audit_entry",
      "update audit_seal set hash = ''",
      "delete from audit_seal",
      "delete from audit_head",
    ]) {
      await expect(
        org.asAdmin((ctx) => ctx.sql(text)),
        text,
      ).rejects.toMatchObject({ code: "42501" });
      await expect(
        org.asWorkflow((ctx) => ctx.sql(text)),
        text,
      ).rejects.toMatchObject({ code: "42501" });
    }
    await expect(org.asAdmin((ctx) => ctx.sql("update audit_entry set seal = null"))).rejects.toMatchObject({ code: "42501" });
    expect((await verify(org)).ok).toBe(true);
  });
});

test("[SEC-03] audit:verify says which organization is broken, where, and exits with 1; with 0 when none is", async () => {
  const [fine, broken] = [await sealed(), await sealed()];
  const [entry] = await idsOf(broken, 2);
  await database.query("update audit_entry set action = 'x' where id = $1", [entry]);
  const run = async (id: string): Promise<{ code: number; out: string }> =>
    promisify(execFile)("npx", ["tsx", "scripts/audit-verify.ts", id], { env: process.env }).then(
      ({ stdout }) => ({ code: 0, out: stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, out: error.stdout }),
    );
  const good = await run(fine.organizationId);
  expect(good).toMatchObject({ code: 0, out: expect.stringContaining("ok  12 entries in 3 seals, 1 not yet sealed") });
  const bad = await run(broken.organizationId);
  expect(bad.code).toBe(1);
  expect(bad.out).toContain("BROKEN from seal 2");
  expect(bad.out).toContain(`seal 2: entries were changed after they were sealed: ${entry}`);
});
