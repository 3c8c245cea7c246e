import { expect, test } from "vitest";
import { configureDatabase } from "@/db/client";
import { sampleHealth, pruneHealth } from "@/lib/health/sample";
import { postIncident, updateIncident } from "@/lib/ops/incidents";
import { incidentInput } from "@/lib/ops/schemas";
import { readStatus, StatusCache, type StatusPage } from "@/lib/ops/status-page";
import { newId } from "@/lib/ids";
import { makeOrganization, useDatabase, useTestDatabase } from "@/tests/support/factories";

const database = useTestDatabase();
const input = incidentInput.parse({
  title: "Texts are late",
  impact: "minor",
  components: ["texts"],
  state: "investigating",
  body: "We are looking into it.",
});

test("[OPS-07] each look is written down; the page shows the state now and a history of 90 days", async () => {
  await sampleHealth(async () => 20);
  await sampleHealth(async () => undefined);
  const page = await readStatus();
  const pages = page.components.find((one) => one.id === "pages")!;
  expect(pages.state).toBe("down");
  expect(page.components.filter((one) => ["sending", "texts", "email", "answers"].includes(one.id)).map((one) => one.state)).toEqual(
    Array.from({ length: 4 }, () => "ok"),
  );
  expect(pages.days).toHaveLength(90);
  expect(pages.days.at(-1)!.state).toBe("down");
  expect(pages.days[0]!.state).toBe("none");
  expect(await database.query("select checks, down from health_day where component = 'pages'")).toEqual([{ checks: 2, down: 1 }]);
  await database.query("update health_state set checked_at = now() - interval '1 hour'");
  expect(new Set((await readStatus()).components.map((one) => one.state))).toEqual(new Set(["unknown"]));
  await database.query("insert into health_day (component, day, checks) values ('pages', current_date - 91, 5)");
  expect(await pruneHealth()).toBe(1);
});

test("[OPS-07] [SEC-02] the admin of the only organization posts, goes on and ends an incident; nobody else, and no admin among several", async () => {
  const org = await makeOrganization(database.urls);
  for (const refused of [org.asManager, org.asStaff]) await expect(refused((ctx) => postIncident(ctx, input))).rejects.toThrow("role");
  const { id } = await org.asAdmin((ctx) => postIncident(ctx, input));
  expect((await readStatus()).open).toMatchObject([
    { id, title: "Texts are late", state: "investigating", updates: [{ body: "We are looking into it." }] },
  ]);
  await org.asAdmin((ctx) => updateIncident(ctx, { incidentId: id, state: "resolved", body: "The carrier has mended it." }));
  const page = await readStatus();
  expect(page.open).toEqual([]);
  expect(page.past).toMatchObject([
    { id, state: "resolved", updates: [{ body: "The carrier has mended it." }, { body: "We are looking into it." }] },
  ]);
  await expect(org.asAdmin((ctx) => updateIncident(ctx, { incidentId: newId(), state: "resolved", body: "x" }))).rejects.toThrow(
    "does not exist",
  );
  const actions = await org.asAdmin((ctx) => ctx.sql<{ action: string }>("select action from audit_entry order by id"));
  expect(actions.map((entry) => entry.action)).toEqual(["post-incident", "update-incident"]);
  const other = await makeOrganization(database.urls);
  await expect(org.asAdmin((ctx) => postIncident(ctx, input))).rejects.toThrow("only the platform's operator");
  await expect(other.asAdmin((ctx) => updateIncident(ctx, { incidentId: id, state: "monitoring", body: "x" }))).rejects.toThrow(
    "only the platform's operator",
  );
});

test("[OPS-07] [SEC-05] what everyone reads takes no address, phone number or date of birth, and its tables name no organization", async () => {
  for (const text of ["write to rosa@mail.example", "call 212-555-0100", "patient of 4/2/1980", "born 1980-04-02", "record 12345678"]) {
    expect(incidentInput.safeParse({ ...input, body: text }).success, text).toBe(false);
    expect(incidentInput.safeParse({ ...input, title: text }).success, text).toBe(false);
  }
  expect(
    incidentInput.safeParse({ ...input, body: "From 10:30 to 11:45 UTC, 12 % of texts were late. 200 clinics noticed." }).success,
  ).toBe(true);
  const columns = await database.query(
    "select table_name || '.' || column_name as c from information_schema.columns where table_name in ('status_incident', 'status_update', 'health_state', 'health_day') and (column_name ~ 'organization|user|patient|by')",
  );
  expect(columns).toEqual([]);
});

test("[OPS-07] the page comes from memory for 15 seconds, asks once for many visitors, and shows what was known while the database is slow or away", async () => {
  const page = { components: [], open: [], past: [], asOf: new Date(0) } satisfies StatusPage;
  let now = 0;
  let reads = 0;
  let answer: () => Promise<StatusPage> = async () => page;
  const cache = new StatusCache(
    () => {
      reads += 1;
      return answer();
    },
    () => now,
    50,
  );
  await Promise.all(Array.from({ length: 20 }, () => cache.show()));
  now = 14_000;
  expect(await cache.show()).toEqual({ page, databaseAnswers: true });
  expect(reads).toBe(1);
  now = 16_000;
  // Slow: the visitor waits no longer than the patience, and the question is asked once.
  let finish: (page: StatusPage) => void = () => {};
  answer = () => new Promise((resolve) => (finish = resolve));
  const began = performance.now();
  expect(await Promise.all([cache.show(), cache.show()])).toEqual([
    { page, databaseAnswers: false },
    { page, databaseAnswers: false },
  ]);
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(reads).toBe(2);
  const newer = { ...page, asOf: new Date(1) };
  finish(newer);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(await cache.show()).toEqual({ page: newer, databaseAnswers: true });
  // Away.
  now = 60_000;
  answer = () => Promise.reject(new Error("away"));
  expect(await cache.show()).toEqual({ page: newer, databaseAnswers: false });
  expect(await new StatusCache(() => Promise.reject(new Error("away"))).show()).toEqual({ page: undefined, databaseAnswers: false });
});

test("[OPS-07] with the real database away, the real cache says so", async () => {
  const cache = new StatusCache();
  expect((await cache.show()).databaseAnswers).toBe(true);
  cache.forget();
  configureDatabase({ app: "postgres://luma_app@127.0.0.1:1/none", worker: "postgres://luma_app@127.0.0.1:1/none" });
  try {
    const shown = await cache.show();
    expect(shown.databaseAnswers).toBe(false);
    expect(shown.page?.components).toHaveLength(7);
  } finally {
    useDatabase(database);
  }
});
