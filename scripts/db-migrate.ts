import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { migrate } from "../db/migrate";

/**
 * Brings a database up to this code: `npm run db:migrate`, and a step of `npm start` and `npm test`.
 * The connection (superuser or owner) is LUMA_MIGRATE_URL, else DATABASE_OWNER_URL, else DATABASE_URL.
 */
async function main(): Promise<void> {
  const url = process.env.LUMA_MIGRATE_URL ?? process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL;
  if (!url) throw new Error("No database is named: set DATABASE_OWNER_URL, or run `npm start`, which migrates its own.");
  const applied = await migrate(url);
  await migrateEngine(url);
  process.stdout.write(applied === 0 ? "The schema was up to date.\n" : `${applied} migrations applied.\n`);
}

/** The embedded engine keeps its own schemas; a checkout that runs on Inngest Cloud may leave the component out. */
async function migrateEngine(url: string): Promise<void> {
  const file = fileURLToPath(new URL("../inngest/engine/index.ts", import.meta.url));
  if (!existsSync(file)) return;
  const engine: { migrateEngine(url: string): Promise<unknown> } = await import(pathToFileURL(file).href);
  await engine.migrateEngine(url);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
