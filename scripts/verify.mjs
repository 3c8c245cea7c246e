// `npm run verify`: types, lint, format, unit tests and house checks. Seconds, no database.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { ROOT } from "./lib/files.mjs";

const stages = ["types", "lint", "format", "checks", "unit"];
const result = spawnSync(process.execPath, [path.join(ROOT, "scripts/test.mjs"), ...stages], { stdio: "inherit", cwd: ROOT });
process.exit(result.status ?? 1);
