import { migrate } from "../db/migrate";
import { migrateEngine } from "../inngest/engine";

/**
 * Brings a database up to this code: `npm run db:migrate`, and a step of `npm start` and `npm test`.
 * LUMA_MIGRATE_UP_TO stops after an older migration (restoring).
 * The connection (superuser or owner) is LUMA_MIGRATE_URL, else DATABASE_OWNER_URL, else DATABASE_URL; the engine's own
 * schemas are made through DATABASE_ENGINE_URL, so that they belong to its role.
 */
async function main(): Promise<void> {
  const url = process.env.LUMA_MIGRATE_URL ?? process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL;
  if (!url) throw new Error("No database is named: set DATABASE_OWNER_URL, or run `npm start`, which migrates its own.");
  const upTo = process.env.LUMA_MIGRATE_UP_TO;
  const applied = await migrate(url, upTo ? Number(upTo) : undefined);
  await migrateEngine(process.env.DATABASE_ENGINE_URL ?? url);
  process.stdout.write(applied === 0 ? "The schema was up to date.\n" : `${applied} migrations applied.\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
