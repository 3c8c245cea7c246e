// `npm run restore -- FILE`: a backup into an empty database: the schema of then, its rows, the migrations since, and the seals of the audit log checked.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseKeys } from "./lib/backup-file.mjs";
import { checkBackup, isEmptyDatabase, loadBackup } from "./lib/backup.mjs";
import { withOwner } from "./lib/backup-target.mjs";
import { Problem, ROOT } from "./lib/files.mjs";
import { connect } from "./lib/roles.mjs";
import { duration, line, printProblem } from "./lib/say.mjs";

function script(file, env, args = []) {
  const { status } = spawnSync(process.execPath, ["--import", "tsx", file, ...args], { cwd: ROOT, env, stdio: "inherit" });
  if (status !== 0) throw new Problem(`${file} failed; its message is above.`);
}

async function refuseUnlessEmpty(url) {
  const client = await connect(url);
  try {
    if (!(await isEmptyDatabase(client)))
      throw new Problem(
        "The database is not empty: a backup is restored into a new one only.",
        "Nothing was changed. Name a new database in DATABASE_OWNER_URL, or a new data folder in LUMA_DATA_DIR.",
      );
  } finally {
    await client.end();
  }
}

async function main() {
  const file = process.argv[2] && path.resolve(process.argv[2]);
  if (!file) throw new Problem("Name the file to read: npm run restore -- FILE");
  const began = performance.now();
  await withOwner(async ({ ownerUrl, env }) => {
    const keys = parseKeys(env.ENCRYPTION_KEYS);
    await refuseUnlessEmpty(ownerUrl);
    const header = await checkBackup({ file, keys });
    script("scripts/db-migrate.ts", { ...env, LUMA_MIGRATE_URL: ownerUrl, LUMA_MIGRATE_UP_TO: String(header.schema) });
    const done = await loadBackup({ url: ownerUrl, file, keys });
    script("scripts/db-migrate.ts", { ...env, LUMA_MIGRATE_URL: ownerUrl });
    line(
      `${done.rows.toLocaleString("en")} rows of ${done.tables.length} tables as of ${header.at}, restored in ${duration(performance.now() - began)}`,
    );
    script("scripts/audit-verify.ts", env);
  });
}

main().catch((error) => {
  printProblem(error);
  process.exitCode = 1;
});
