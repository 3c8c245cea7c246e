import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, configureDatabase } from "@/db/client";
import { LiveHub } from "@/lib/live/hub";
import { touch } from "@/lib/live/notify";
import { emit } from "@/lib/outbox/emit";
import { startRelay } from "@/lib/outbox/relay";
import { consume } from "@/lib/rate-limit";
import { readReadiness } from "@/lib/health/readiness";
import { testEnvironment } from "@/tests/support/environment";
import { makeOrganization, makePatient, useTestDatabase } from "@/tests/support/factories";
import { useProduct } from "@/tests/support/product";
import { reminded, visitOf } from "@/tests/support/reminded";
import { findPgbouncer, startPgbouncer } from "./pgbouncer";

const binary = findPgbouncer();
if (!binary) process.stderr.write("\nPgBouncer is not installed: the tests behind it are SKIPPED (Debian: apt-get install pgbouncer)\n\n");

describe.skipIf(!binary)("behind PgBouncer in transaction mode", () => {
  const database = useTestDatabase();
  const product = useProduct(database);
  let pgbouncer: Awaited<ReturnType<typeof startPgbouncer>>;
  beforeAll(async () => {
    pgbouncer = await startPgbouncer(binary!, database.urls.app);
    await closeDatabase();
    // The documented two addresses: pooled for every query, direct for LISTEN.
    configureDatabase({
      app: pgbouncer.through(database.urls.app),
      worker: pgbouncer.through(database.urls.worker),
      direct: database.urls.app,
    });
    testEnvironment(database, {
      APP_URL: product.url,
      SIMULATOR_URL: product.simulatorUrl,
      DATABASE_URL: pgbouncer.through(database.urls.app),
      DATABASE_WORKER_URL: pgbouncer.through(database.urls.worker),
    });
  });
  afterAll(() => pgbouncer?.stop());

  test("[OPS-03] it is really there: it refuses limits as start-up parameters, and a session's settings leak into another's", async () => {
    const refused = new pg.Client({ connectionString: pgbouncer.through(database.urls.app), statement_timeout: 1_000 });
    refused.on("error", () => undefined);
    await expect(refused.connect()).rejects.toThrow(/unsupported startup parameter/);
    const [a, b] = [1, 2].map(() => new pg.Client({ connectionString: pgbouncer.through(database.urls.app), application_name: "leak" }));
    await Promise.all([a!.connect(), b!.connect()]);
    await a!.query("set app.leaked = 'yes'");
    const seen: unknown[] = [];
    for (let i = 0; i < 20; i++) seen.push((await b!.query("select current_setting('app.leaked', true) as v")).rows[0]);
    expect(seen).toContainEqual({ v: "yes" });
    await Promise.all([a!.end(), b!.end()]);
  });

  test("[OPS-03] [SEC-02] many transactions on few connections: each organization sees its own rows only, and nothing outside", async () => {
    const orgs = await Promise.all([1, 2, 3].map(() => makeOrganization(database.urls)));
    for (const org of orgs) await makePatient(org, { first_name: org.slug });
    const looks = Array.from({ length: 90 }, (_, i) => orgs[i % 3]!).map((org) =>
      org.asStaff(async (ctx) => {
        await ctx.sql("select pg_sleep(0.002)");
        return (await ctx.sql<{ n: string }>("select first_name as n from patient")).map((row) => row.n).join() === org.slug;
      }),
    );
    expect(await Promise.all(looks)).toEqual(looks.map(() => true));
    const outside = new pg.Client({ connectionString: pgbouncer.through(database.urls.app) });
    await outside.connect();
    for (let i = 0; i < 10; i++) expect((await outside.query("select 1 from patient")).rowCount).toBe(0);
    await outside.end();
  });

  test("[OPS-03] limits hold within each transaction and are gone after it", async () => {
    const org = await makeOrganization(database.urls);
    const limits = "select current_setting('statement_timeout') as s, current_setting('idle_in_transaction_session_timeout') as i";
    expect(await org.asStaff((ctx) => ctx.sql(limits))).toEqual([{ s: "15s", i: "30s" }]);
    expect(await org.asWorkflow((ctx) => ctx.sql(limits))).toEqual([{ s: "1min", i: "30s" }]);
    const after = new pg.Client({ connectionString: pgbouncer.through(database.urls.app) });
    await after.connect();
    expect((await after.query(limits)).rows).toEqual([{ s: "0", i: "0" }]);
    await after.end();
  });

  test("[OPS-03] [REM-02] a visit is planned, its reminder sent and answered", async () => {
    const c = await reminded(database, product);
    expect(await c.say("Y")).not.toEqual([]);
    expect(await visitOf(c.org, c.id)).toMatchObject({ confirmation: "confirmed" });
  });

  test("[OPS-03] changes are heard and events handed over through the direct address", async () => {
    const org = await makeOrganization(database.urls);
    const hub = new LiveHub();
    const heard: string[] = [];
    await hub.subscribe(org.organizationId, ["messages"], (topic) => heard.push(topic));
    const handed: string[] = [];
    const stop = await startRelay(async (events) => void handed.push(...events.map((event) => event.name)));
    await org.asStaff(async (ctx) => {
      await touch(ctx, "messages");
      await emit(ctx, "luma/plan.outdated", { revision: 2 });
    });
    await expect.poll(() => [heard, handed], { timeout: 10_000 }).toEqual([["messages"], expect.arrayContaining(["luma/plan.outdated"])]);
    await stop();
    await hub.close();
  });

  test("[OPS-03] [OPS-04] rate limits and readiness work through it", async () => {
    const rule = { name: "test", points: 2, seconds: 60 };
    const answers = await Promise.all([1, 2, 3].map(() => consume(rule, "someone")));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(2);
    expect(await readReadiness()).toMatchObject({ ready: true });
  });
});
