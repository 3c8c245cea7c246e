// Prepares the database of a deployment: the product's roles with the passwords of their addresses, then the schema. Needs DATABASE_OWNER_URL (a role that
// may create roles); may run at every release, beside the old version.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Problem, ROOT } from "./lib/files.mjs";
import { connect, ROLES } from "./lib/roles.mjs";
import { line, printProblem } from "./lib/say.mjs";

const ADDRESSES = ["DATABASE_URL", "DATABASE_DIRECT_URL", "DATABASE_WORKER_URL", "DATABASE_ENGINE_URL"];

/** role → password, of the addresses that name one of the product's roles. */
export function rolesOf(env) {
  const found = new Map();
  for (const name of ADDRESSES) {
    if (!env[name] || !URL.canParse(env[name])) continue;
    const { username, password } = new URL(env[name]);
    const role = decodeURIComponent(username);
    // Poolers put a tenant behind a dot: luma_app.project.
    const own = Object.values(ROLES).find((one) => role === one || role.startsWith(`${one}.`));
    if (own && password) found.set(own, decodeURIComponent(password));
  }
  return found;
}

async function main() {
  const owner = process.env.DATABASE_OWNER_URL;
  if (!owner) throw new Problem("DATABASE_OWNER_URL is missing.", "It names the role that owns the schema and may create roles.");
  const client = await connect(owner);
  try {
    for (const [role, password] of rolesOf(process.env)) {
      const name = client.escapeIdentifier(role);
      await client.query(`do $$ begin create role ${name} login; exception when duplicate_object or unique_violation then null; end $$`);
      await client.query(`alter role ${name} login password ${client.escapeLiteral(password)}`);
      line(`role ${role} is ready`);
    }
  } finally {
    await client.end();
  }
  const { status } = spawnSync(process.execPath, ["--import", "tsx", "scripts/db-migrate.ts"], {
    cwd: ROOT,
    stdio: "inherit",
    env: process.env,
  });
  return status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().then(
    (code) => process.exit(code),
    (error) => {
      printProblem(error);
      process.exit(1);
    },
  );
}
