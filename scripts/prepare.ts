import pg from "pg";
import { DEMO_OPERATOR, DEMO_PASSWORD, DEMO_USERS } from "../lib/auth/demo-users";
import { migrate, SchemaAheadError } from "../db/migrate";
import { migrateEngine } from "../inngest/engine";
import { migrateSimulator } from "../lib/carriers/simulator/postgres-store";
import { EnvError, parseEnv } from "../lib/env";

/**
 * One process for everything `npm start` does to the database: schema, engine, simulator log, demo clinic.
 * Takes LUMA_MIGRATE_URL (superuser or owner) and the environment of the application; prints one JSON line per step.
 */
type Report =
  | { step: string; text: string; ms: number }
  | { done: true; mode: string; engine: string; signIns: string[] }
  | { problem: string; hint?: string };

const say = (report: Report): void => void process.stdout.write(`${JSON.stringify(report)}\n`);

async function timed(step: string, work: () => Promise<string>): Promise<void> {
  const start = performance.now();
  const text = await work();
  say({ step, text, ms: performance.now() - start });
}

async function isEmpty(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query("select 1 from organization limit 1")).rowCount === 0;
  } finally {
    await client.end();
  }
}

/** The demo clinic, once: a database with any organization in it is left alone. */
async function seed(ownerUrl: string): Promise<string> {
  if (!(await isEmpty(ownerUrl))) return "kept as it is";
  const { seedDemo } = await import("../db/seed");
  return (await seedDemo({ ownerUrl, now: new Date() })).summary;
}

async function main(): Promise<void> {
  const ownerUrl = process.env.LUMA_MIGRATE_URL;
  if (!ownerUrl) throw new Error("LUMA_MIGRATE_URL is missing");
  const env = parseEnv(process.env);
  await timed("schema", async () => {
    const applied = await migrate(ownerUrl);
    return applied === 0 ? "up to date" : `${applied} migrations`;
  });
  if (env.engine === "embedded") {
    await timed("engine", async () => {
      await migrateEngine(process.env.DATABASE_ENGINE_URL ?? ownerUrl);
      return "up to date";
    });
  }
  if (env.mode === "demo") {
    await timed("simulator", async () => {
      await migrateSimulator(process.env.SIMULATOR_DATABASE_URL ?? ownerUrl);
      return "log ready";
    });
    await timed("demo clinic", () => seed(ownerUrl));
  }
  say({
    done: true,
    mode: env.mode,
    engine: env.engine,
    signIns: [
      ...DEMO_USERS.map(({ email, title }) => `${email} / ${DEMO_PASSWORD}  (${title})`),
      `${DEMO_OPERATOR.email} / ${DEMO_PASSWORD}  (platform operator, at /operator)`,
    ],
  });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof EnvError || error instanceof SchemaAheadError) say({ problem: error.message });
    else if (error instanceof Error && /No space left on device/i.test(error.message))
      say({ problem: "The disk is full: Postgres cannot write. Nothing was lost.", hint: "Free some space and start again." });
    else say({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    process.exit(1);
  },
);
