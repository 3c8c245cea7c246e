// Brings a database up to this code and fills an empty demo.
import { spawn } from "node:child_process";
import { Problem, ROOT } from "./files.mjs";
import { fromSource } from "./programs.mjs";
import { dim, duration, line } from "./say.mjs";

/**
 * Schema, engine, simulator log and demo clinic, in one process (scripts/prepare.ts); its steps are printed as they come.
 * `env` is the application's, with DATABASE_OWNER_URL; `command` starts the process. Gives the mode, the engine and the demo's sign-ins.
 */
export function prepareDatabase(env, [file, ...args] = fromSource("prepare")) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: ROOT,
      env: { ...env, LUMA_MIGRATE_URL: env.DATABASE_OWNER_URL },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let rest = "";
    let errors = "";
    let problem;
    let facts;
    child.stderr.on("data", (chunk) => (errors += chunk));
    child.stdout.on("data", (chunk) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop();
      for (const text of lines.filter((one) => one.startsWith("{"))) {
        const report = JSON.parse(text);
        if (report.done) facts = report;
        else if (report.problem) problem = new Problem(report.problem, report.hint);
        else line(`  ✓ ${report.step.padEnd(12)} ${dim(duration(report.ms).padStart(7))}  ${report.text}`);
      }
    });
    child.once("error", reject);
    child.once("close", () =>
      facts ? resolve(facts) : reject(problem ?? new Problem(`The database could not be prepared:\n${errors.trim()}`)),
    );
  });
}
