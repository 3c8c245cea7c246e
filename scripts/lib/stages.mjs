// The stages of `npm test`. Each takes the run's context and gives back counts; order is cheap first.
import fs from "node:fs";
import path from "node:path";
import { runChecks } from "../checks/index.mjs";
import { ROOT } from "./files.mjs";
import { freePortFrom } from "./ports.mjs";
import { crash, playwrightCounts, vitestCounts } from "./results.mjs";
import { run } from "./run.mjs";
import { dim, line } from "./say.mjs";

const bin = (name) => path.join(ROOT, "node_modules/.bin", name);

/** @type {Record<string, (context: any) => Promise<import("./results.mjs").Counts & { output?: string }>>} */
export const STAGES = { types, lint, format, checks, unit: vitest("unit"), db: vitest("db"), engine: vitest("engine"), e2e };

async function types(context) {
  const typegen = await tool(context, "typegen", [bin("next"), "typegen"]);
  return typegen.failed ? typegen : tool(context, "types", [bin("tsc"), "--noEmit", "-p", "."]);
}

function lint(context) {
  return tool(context, "lint", [bin("oxlint"), "--type-aware", "--quiet"]);
}

function format(context) {
  return tool(context, "format", [bin("oxfmt"), "--check", "."]);
}

/** One command that passes or fails as a whole. */
async function tool(context, name, command) {
  const { code, output, timedOut } = await run(command, {
    env: context.env,
    logFile: path.join(context.logs, `${name}.log`),
    timeoutMs: 300_000,
  });
  if (code === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] };
  return { ...crash(timedOut ? `${name} took too long` : `${name} failed`), output };
}

async function checks() {
  const results = await runChecks(ROOT);
  const bad = results.filter((one) => one.problems.length > 0);
  for (const one of results) for (const text of one.warnings ?? []) line(dim(`    ${one.name}: ${text}`));
  return {
    passed: results.length - bad.length,
    failed: bad.length,
    skipped: 0,
    failures: bad.map((one) => `${one.name}\n${one.problems.join("\n")}`),
  };
}

function vitest(project) {
  return async (context) => {
    const env = project === "unit" ? context.env : { ...context.env, ...(await testServer(context)) };
    const report = path.join(context.logs, `${project}.json`);
    fs.rmSync(report, { force: true });
    const command = [bin("vitest"), "run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const { code, output } = await run(command, { env, logFile: path.join(context.logs, `${project}.log`), timeoutMs: 900_000 });
    const counts = vitestCounts(report, code);
    return { ...counts, output };
  };
}

/** The run's own Postgres, started when the first stage needs it. */
async function testServer(context) {
  const { ensureTemplate, removeTestServer, startTestServer, sweepTestServers } = await import("./test-server.mjs");
  context.shared.testServer ??= (async () => {
    const dataRoot = path.join(ROOT, ".data");
    await sweepTestServers(dataRoot);
    const dataDir = path.join(dataRoot, `test-postgres-${process.pid}`);
    context.onEnd(() => removeTestServer(dataDir));
    const server = await startTestServer(dataDir);
    return { LUMA_TEST_PG: server.superUrl(), LUMA_TEST_TEMPLATE: await ensureTemplate(server.superUrl()) };
  })();
  return context.shared.testServer;
}

async function e2e(context) {
  const { findBrowser } = await import("./browser.mjs");
  const { ensureBuilt } = await import("./build.mjs");
  const browser = await findBrowser((text) => line(dim(`    ${text}`)));
  const built = await ensureBuilt({ distDir: ".next-test", env: context.env, logFile: path.join(context.logs, "build.log") });
  line(dim(`    browser from ${browser.from}; build ${built ? "made" : "unchanged"}`));
  const report = path.join(context.logs, "e2e.json");
  fs.rmSync(report, { force: true });
  const dataRoot = path.join(ROOT, ".data", `e2e-${process.pid}`);
  context.onEnd(async () => {
    const { removeTestServer } = await import("./test-server.mjs");
    await removeTestServer(path.join(dataRoot, "postgres"));
    fs.rmSync(dataRoot, { recursive: true, force: true, maxRetries: 3 });
  });
  const env = {
    ...context.env,
    CHROME_PATH: browser.path,
    LUMA_DATA_DIR: dataRoot,
    LUMA_DIST_DIR: ".next-test",
    LUMA_E2E_PORT: String(await freePortFrom(3900)),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  };
  const { code, output } = await run([bin("playwright"), "test"], {
    env,
    logFile: path.join(context.logs, "e2e.log"),
    timeoutMs: 1_800_000,
  });
  return { ...playwrightCounts(report, code), output };
}
