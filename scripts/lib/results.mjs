// Reads the runners' own reports. A crash is a failure too, also when no test was reported failed.
import { stripVTControlCharacters } from "node:util";
import { readJson } from "./files.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Counts */

/** @returns {Counts} from vitest's JSON report and exit code */
export function vitestCounts(reportFile, code) {
  const report = readJson(reportFile);
  if (!report) return crash(`vitest gave no report (exit code ${code})`);
  const counts = { passed: report.numPassedTests, failed: 0, skipped: report.numPendingTests + (report.numTodoTests ?? 0), failures: [] };
  for (const file of report.testResults) {
    const failed = file.assertionResults.filter((one) => one.status === "failed");
    for (const one of failed) counts.failures.push(`${shorten(file.name)}: ${one.fullName}`);
    if (failed.length === 0 && file.status === "failed")
      counts.failures.push(`${shorten(file.name)}: ${firstLine(file.message) || "could not run"}`);
  }
  return settle(counts, code, "vitest");
}

/** @returns {Counts} from playwright's JSON report and exit code */
export function playwrightCounts(reportFile, code) {
  const report = readJson(reportFile);
  if (!report?.stats) return crash(`playwright gave no report (exit code ${code})`);
  const counts = { passed: report.stats.expected + report.stats.flaky, failed: 0, skipped: report.stats.skipped, failures: [] };
  const walk = (suite, names) => {
    for (const spec of suite.specs ?? []) if (!spec.ok) counts.failures.push([...names, spec.title].filter(Boolean).join(" › "));
    for (const inner of suite.suites ?? []) walk(inner, [...names, inner.title]);
  };
  for (const suite of report.suites) walk(suite, [suite.title]);
  for (const error of report.errors ?? []) counts.failures.push(firstLine(error.message));
  return settle(counts, code, "playwright");
}

function settle(counts, code, runner) {
  counts.failed = counts.failures.length;
  if (counts.failed === 0 && code !== 0) {
    counts.failed = 1;
    counts.failures.push(`${runner} ended with code ${code} although no test failed`);
  }
  if (counts.failed === 0 && counts.passed === 0) {
    counts.failed = 1;
    counts.failures.push(`${runner} found no test`);
  }
  return counts;
}

/** A stage that broke before it could count. @returns {Counts} */
export function crash(why) {
  return { passed: 0, failed: 1, skipped: 0, failures: [why] };
}

const firstLine = (text = "") => stripVTControlCharacters(text).trim().split("\n")[0];
const shorten = (file) => file.replace(`${process.cwd()}/`, "");
