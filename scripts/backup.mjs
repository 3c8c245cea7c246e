// `npm run backup -- FILE`: every row of the product, in one consistent snapshot, into an encrypted file; the product goes on meanwhile.
import fs from "node:fs";
import path from "node:path";
import { parseKeys } from "./lib/backup-file.mjs";
import { writeBackup } from "./lib/backup.mjs";
import { withOwner } from "./lib/backup-target.mjs";
import { Problem } from "./lib/files.mjs";
import { duration, line, printProblem } from "./lib/say.mjs";

async function main() {
  const file = process.argv[2] && path.resolve(process.argv[2]);
  if (!file) throw new Problem("Name the file to write: npm run backup -- FILE");
  if (fs.existsSync(file)) throw new Problem(`${file} exists already.`, "Nothing was written; name another file.");
  if (!fs.existsSync(path.dirname(file))) throw new Problem(`The folder ${path.dirname(file)} does not exist.`);
  const began = performance.now();
  await withOwner(async ({ ownerUrl, env }) => {
    const done = await writeBackup({ url: ownerUrl, file, keys: parseKeys(env.ENCRYPTION_KEYS) });
    const size = `${(done.bytes / 1e6).toFixed(1)} MB`;
    line(
      `${done.rows.toLocaleString("en")} rows of ${done.tables.length} tables in ${duration(performance.now() - began)}: ${file} (${size}, encrypted)`,
    );
    line("Keep ENCRYPTION_KEYS somewhere else than the file: without its key nobody can read it.");
  });
}

main().catch((error) => {
  printProblem(error);
  process.exitCode = 1;
});
