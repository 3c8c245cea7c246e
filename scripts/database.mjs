// `npm run db:migrate`, `db:reset`, `audit:verify`, `keys:rotate` and `operator`: on the database of .env, or on the embedded one (started if need be).
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { demoSecrets, givenEnvironment } from "./lib/environment.mjs";
import { Problem, ROOT } from "./lib/files.mjs";
import { checkNode, ensureInstalled } from "./lib/install.mjs";
import { DATABASE, databaseVariables, dataRoot, recreateDatabase, refuseRemote, startLocalDatabase } from "./lib/local-database.mjs";
import { prepareDatabase } from "./lib/prepare-database.mjs";
import { ROLES } from "./lib/roles.mjs";
import { line, printProblem } from "./lib/say.mjs";

const given = givenEnvironment();
const root = dataRoot(given);

const COMMANDS = {
  /** Brings the schema up to this code. */
  migrate: (env) => script("scripts/db-migrate.ts", { ...env, LUMA_MIGRATE_URL: env.DATABASE_OWNER_URL }),
  /** Deletes everything and makes the demo clinic again; only on this machine. */
  reset: async (env, server) => {
    if (!server) {
      refuseRemote(given.DATABASE_URL, "db:reset");
      throw new Problem(
        "db:reset works on the demo's own database only, and DATABASE_URL names another.",
        "Nothing was changed. Unset DATABASE_URL to reset the demo.",
      );
    }
    await recreateDatabase(server);
    await prepareDatabase(env);
    return 0;
  },
  /** Checks the seals of the audit log and reports what is not sealed yet. */
  audit: (env) => {
    if (!fs.existsSync(path.join(ROOT, "scripts/audit-verify.ts")))
      throw new Problem("scripts/audit-verify.ts is missing from this checkout.");
    return script("scripts/audit-verify.ts", env);
  },
  /** Seals every stored secret under the newest of ENCRYPTION_KEYS. */
  keys: (env) => script("scripts/keys-rotate.ts", env),
  /** Makes a platform operator and shows the password and authenticator once. */
  operator: (env) => script("scripts/operator-create.ts", env),
};

async function main() {
  const name = process.argv[2] ?? "";
  const command = COMMANDS[name];
  if (!command) throw new Problem(`There is no command "${name}": ${Object.keys(COMMANDS).join(", ")}.`);
  checkNode();
  await ensureInstalled(line);
  if (given.DATABASE_URL) return command({ DATABASE_OWNER_URL: given.DATABASE_URL, ...given }, undefined);
  const server = await startLocalDatabase(given);
  try {
    return await command(
      {
        ...databaseVariables(server),
        DATABASE_OWNER_URL: server.superUrl(DATABASE),
        SIMULATOR_DATABASE_URL: server.roleUrl(ROLES.sim, DATABASE),
        ...demoSecrets(root),
        ...given,
      },
      server,
    );
  } finally {
    // A running Luma keeps its Postgres; one that was started for this command goes.
    if (!server.adopted) await server.stop();
  }
}

function script(file, env) {
  const { status } = spawnSync(process.execPath, ["--import", "tsx", file, ...process.argv.slice(3)], { cwd: ROOT, env, stdio: "inherit" });
  return status ?? 1;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    printProblem(error);
    process.exit(1);
  },
);
