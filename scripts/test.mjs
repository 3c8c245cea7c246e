// `npm test`: everything, or the stages named: `npm test -- unit db`. Ends with one line "N passed, N failed".
import fs from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { cleanEnvironment } from "./lib/environment.mjs";
import { ROOT } from "./lib/files.mjs";
import { checkNode, ensureInstalled } from "./lib/install.mjs";
import { endAllGroups } from "./lib/run.mjs";
import { dim, duration, green, line, printProblem, red } from "./lib/say.mjs";
import { crash } from "./lib/results.mjs";
import { STAGES } from "./lib/stages.mjs";

const started = performance.now();
const clean = [];
let ending = false;

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in STAGES));
  if (unknown.length > 0) {
    line(`There is no stage ${unknown.join(", ")}. Stages: ${Object.keys(STAGES).join(", ")}.`);
    return 2;
  }
  checkNode();
  if (await ensureInstalled((text) => line(`  … ${text}`))) line(`  ${green("✓")} installed (${duration(performance.now() - started)})`);
  const context = {
    env: { ...cleanEnvironment(process.env), NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" },
    logs: path.join(ROOT, ".cache/test-logs"),
    onEnd: (work) => clean.push(work),
    shared: {},
  };
  fs.mkdirSync(context.logs, { recursive: true });
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, stage] of Object.entries(STAGES)) {
    if ((wanted.length > 0 && !wanted.includes(name)) || ending) continue;
    const from = performance.now();
    const counts = await stage(context).catch((error) =>
      crash(error.hint ? `${error.message}\n${error.hint}` : (error.message ?? String(error))),
    );
    for (const key of Object.keys(total)) total[key] += counts[key];
    const mark = counts.failed ? red("✗") : green("✓");
    const skipped = counts.skipped ? `, ${counts.skipped} skipped` : "";
    line(
      `${mark} ${name.padEnd(8)} ${dim(duration(performance.now() - from).padStart(11))}  ${counts.passed} passed, ${counts.failed} failed${skipped}`,
    );
    for (const failure of counts.failures) line(`    ${red("✗")} ${failure.replaceAll("\n", "\n      ")}`);
    if (counts.failed && counts.output) line(dim(indent(counts.output)));
  }
  await cleanUp();
  line();
  line(`${duration(performance.now() - started)}${total.skipped ? `, ${total.skipped} skipped` : ""}`);
  line(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}

async function cleanUp() {
  while (clean.length > 0)
    await clean
      .pop()()
      .catch((error) => line(`clean-up: ${error.message}`));
}

const indent = (text) => stripVTControlCharacters(text).trim().split("\n").slice(-120).join("\n").replace(/^/gm, "    ");

for (const [signal, number] of [
  ["SIGINT", 2],
  ["SIGTERM", 15],
  ["SIGHUP", 1],
]) {
  process.once(signal, () => {
    ending = true;
    line(`\nStopped by ${signal}; cleaning up.`);
    void endAllGroups()
      .then(cleanUp)
      .finally(() => process.exit(128 + number));
  });
}

main().then(
  (code) => process.exit(code),
  async (error) => {
    printProblem(error);
    await cleanUp();
    line("0 passed, 1 failed");
    process.exit(1);
  },
);
