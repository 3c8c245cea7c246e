// `npm run bench` lists the benches; `npm run bench NAME [-- options]` runs tests/bench/NAME.ts on a scratch Postgres of its own.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { spawn } from "node:child_process";
import { cleanEnvironment } from "./lib/environment.mjs";
import { Problem, ROOT } from "./lib/files.mjs";
import { checkNode, ensureInstalled } from "./lib/install.mjs";
import { dataRoot } from "./lib/local-database.mjs";
import { endGroup } from "./lib/run.mjs";
import { line, printProblem } from "./lib/say.mjs";

const folder = path.join(ROOT, "tests/bench");
const BENCH_END = pathToFileURL(path.join(ROOT, "scripts/lib/bench-end.mjs")).href;
const names = () =>
  (fs.existsSync(folder) ? fs.readdirSync(folder) : [])
    .filter((file) => /^[\w-]+(\.bench)?\.ts$/.test(file))
    .map((file) => file.replace(/(\.bench)?\.ts$/, ""))
    .toSorted((a, b) => (a < b ? -1 : 1));

async function main() {
  const [name, ...options] = process.argv.slice(2);
  if (!name) {
    line(`Benches: ${names().join(", ") || "none yet"}. Run one with: npm run bench NAME`);
    return 0;
  }
  if (!names().includes(name)) throw new Problem(`There is no bench "${name}". There are: ${names().join(", ") || "none"}.`);
  checkNode();
  await ensureInstalled(line);
  const { ensureTemplate, removeTestServer, startTestServer, sweepTestServers } = await import("./lib/test-server.mjs");
  await sweepTestServers(dataRoot());
  const dataDir = path.join(dataRoot(), `test-postgres-${process.pid}`);
  let child;
  const stop = async (code) => {
    if (child) await endGroup(child.pid);
    await removeTestServer(dataDir);
    process.exit(code);
  };
  process.once("SIGINT", () => void stop(130));
  process.once("SIGTERM", () => void stop(143));
  try {
    // Durable and vacuumed here, unlike in tests: a bench that skips fsync would flatter itself, one that never vacuums would blacken itself.
    const durable = { fsync: "on", synchronous_commit: "on", full_page_writes: "on", autovacuum_naptime: "1min" };
    const server = await startTestServer(dataDir, durable);
    const env = {
      ...cleanEnvironment(process.env),
      LUMA_TEST_PG: server.superUrl(),
      LUMA_TEST_TEMPLATE: await ensureTemplate(server.superUrl()),
      NODE_OPTIONS: process.env.NODE_OPTIONS ?? "",
    };
    const file = [`${name}.ts`, `${name}.bench.ts`].find((one) => fs.existsSync(path.join(folder, one)));
    child = spawn(process.execPath, ["--import", "tsx", "--import", BENCH_END, path.join(folder, file), ...options], {
      cwd: ROOT,
      env,
      stdio: ["ignore", "inherit", "inherit"],
      detached: true,
    });
    return await new Promise((resolve) => child.once("close", (code) => resolve(code ?? 1)));
  } finally {
    await removeTestServer(dataDir);
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    printProblem(error);
    process.exit(1);
  },
);
