import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { withContext, type Actor, type Role } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { useTestDatabase } from "@/tests/support/factories";
import { CASES, type Case } from "./cases";
import { discover, load, type Found } from "./discover";
import { makeWorld, marksOf, NOW, type World } from "./world";

/*
 * Every function of lib/ that screens or the API call in somebody's name, found in the source and called as: someone of another
 * organization, a user of another facility, a lesser role. Each must refuse, or give nothing of what is not theirs, and write nothing there.
 */
const database = useTestDatabase();
const root = fileURLToPath(new URL("../..", import.meta.url));
const all = discover();
const reachable = all.filter((one) => one.calledByScreens && !one.key.startsWith("patient-pages/"));
let world: World;
/** Functions whose answer to who may holds something of the facility, so that its absence elsewhere says something. */
const telling = new Set<string>();

beforeAll(async () => {
  world = await makeWorld(database);
}, 120_000);

/** Everything that the organization has, table by table, as one fingerprint each. */
async function rowsOf(organizationId: string): Promise<Record<string, string>> {
  const tables = (await database.query(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped) order by 1`,
  )) as { name: string }[];
  const [row] = await database.query(
    `select ${tables
      .map(
        (t) =>
          `(select md5(coalesce(string_agg(md5(x::text), '' order by md5(x::text)), '')) from ${t.name} x where organization_id = $1) as ${t.name}`,
      )
      .join(", ")}`,
    [organizationId],
  );
  return row as Record<string, string>;
}

/** As rowsOf, but of the audit only what is about somebody of that place: one's own looks leave entries. */
async function rowsSeen(w: World): Promise<Record<string, unknown>> {
  const { audit_entry: _, ...rows } = await rowsOf(w.org.organizationId);
  const [about] = await database.query(
    "select count(*)::int as n from audit_entry where organization_id = $1 and (patient_id = $2 or entity_id = any ($3::uuid[]) or ids && $3::uuid[])",
    [w.org.organizationId, w.theirs.patientId, marksOf(w.theirs).filter((mark) => /^[0-9a-f-]{36}$/.test(mark))],
  );
  return { ...rows, audited: about!.n };
}

class TakenBack extends Error {}

type Outcome = { error?: unknown; text: string };

/** Calls it as the product would; `keep: false` takes back what it wrote. */
async function attempt(found: Found, of: Case, organizationId: string, actor: Actor, keep = true): Promise<Outcome> {
  const call = await load(found);
  const scope = { organizationId, actor, now: NOW };
  let result: unknown;
  try {
    if (found.first === "scope") result = await drain(call(scope, ...of.args(world)));
    else
      await withContext(scope, async (ctx) => {
        result = await call(ctx, ...of.args(world));
        if (!keep) throw new TakenBack();
      });
  } catch (error) {
    if (!(error instanceof TakenBack)) return { error, text: error instanceof AppError ? inspect(error.fields) + error.message : "" };
  }
  return { text: inspect(result, { depth: 30, maxArrayLength: null, maxStringLength: null }) };
}

async function drain(result: unknown): Promise<unknown> {
  const value = await result;
  if (typeof value !== "object" || value === null || !(Symbol.asyncIterator in value)) return value;
  const parts: unknown[] = [];
  for await (const part of value as AsyncIterable<unknown>) parts.push(part);
  return parts;
}

const held = (text: string, marks: readonly string[]): string[] => marks.filter((mark) => text.includes(mark));
const user = (role: Role): Actor => ({ kind: "user", id: world.org.users[role], role });
const LESSER: Record<Role, readonly Role[]> = { admin: ["manager", "staff"], manager: ["staff"], staff: [] };

describe("every verb and query", () => {
  test("[SEC-02] that screens or the API call has a case; no case is left over", () => {
    expect(all.length).toBeGreaterThan(200);
    const keys = reachable.map((one) => one.key).sort();
    expect(keys.filter((key) => !CASES[key])).toEqual([]);
    expect(Object.keys(CASES).filter((key) => !all.some((one) => one.key === key))).toEqual([]);
  });

  test("[SEC-02] that is told elsewhere is told there", () => {
    for (const [key, { elsewhere }] of Object.entries(CASES))
      if (elsewhere) expect(fs.readFileSync(path.join(root, elsewhere), "utf8"), key).toContain(key.split("#")[1]);
  });

  test("[SEC-02] the walk sees a new function, and that a screen calls it", () => {
    expect(all.find((one) => one.key === "patients/find-patient#findPatient")).toMatchObject({ first: "ctx", calledByScreens: true });
    expect(all.find((one) => one.key === "patients/save-contacts#addContact")?.calledByScreens).toBe(true);
    expect(all.find((one) => one.key === "delivery/plan-rows#writePlan")).toMatchObject({ calledByScreens: false });
  });

  describe.each(Object.entries(CASES).filter(([, of]) => !of.elsewhere && !of.part))("%s", (key, of) => {
    const found = all.find((one) => one.key === key)!;

    test("[SEC-02] works for who may", async () => {
      if (!found) return expect(found).toBeDefined();
      const { error, text } = await attempt(found, of, world.org.organizationId, user(of.least), found.first === "scope");
      expect(error, String(error)).toBeUndefined();
      if (held(text, marksOf(world.theirs)).length > 0) telling.add(key);
    });

    test("[SEC-02] gives and changes nothing of another organization", async () => {
      const before = await rowsOf(world.org.organizationId);
      const { error, text } = await attempt(found, of, world.other.organizationId, {
        kind: "user",
        id: world.other.users.admin,
        role: "admin",
      });
      expect(error === undefined || error instanceof AppError, String(error)).toBe(true);
      expect(held(text, [...marksOf(world.theirs), ...marksOf(world.mine), "Lighthouse", world.providerId])).toEqual([]);
      expect(await rowsOf(world.org.organizationId)).toEqual(before);
    });

    test("[SEC-02] [ADM-03] gives and changes nothing of a facility that the user does not see", async () => {
      if (of.free) return expect(of.free.length).toBeGreaterThan(10);
      const actor = of.least === "staff" ? world.narrowed.staff : world.narrowed.manager;
      const before = await rowsSeen(world);
      const { error, text } = await attempt(found, of, world.org.organizationId, actor);
      expect(error === undefined || error instanceof AppError, String(error)).toBe(true);
      expect(held(text, marksOf(world.theirs))).toEqual([]);
      expect(await rowsSeen(world)).toEqual(before);
    });

    if (of.least === "staff") return;
    test("[SEC-02] is refused to a lesser role", async () => {
      for (const role of LESSER[of.least]) {
        const before = await rowsOf(world.org.organizationId);
        const { error } = await attempt(found, of, world.org.organizationId, user(role));
        expect(error, role).toMatchObject({ code: "forbidden" });
        expect(await rowsOf(world.org.organizationId)).toEqual(before);
      }
    });
  });

  test("[SEC-02] the answers that were looked through do hold what others may not see", () => {
    for (const key of [
      "patients/list-patients#listPatients",
      "schedule/queries#listVisits",
      "messages/queries#listMessages",
      "tasks/queries#listOpenTasks",
    ])
      expect([...telling]).toContain(key);
    expect(telling.size).toBeGreaterThan(20);
  });
});
