/**
 * Run by import.engine.test.ts in a process of its own, to be killed or measured.
 * `work <runId>`: works on a run until it is finished, saying each slice on a line of its own.
 * `big <megabytes>`: uploads and checks a list of that size made on the fly, then says how far the memory rose.
 */
import { type Scope, withContext } from "@/lib/context";
import { checkImport } from "./change-run";
import { getImport } from "./queries";
import { runImportSlice } from "./run-slice";
import { startImport } from "./start-import";

const [mode, argument, organizationId, userId] = process.argv.slice(2) as [string, string, string, string];
const workflow: Scope = { organizationId, actor: { kind: "workflow", name: "import-run" } };
const manager: Scope = { organizationId, actor: { kind: "user", id: userId, role: "manager" } };

async function work(runId: string): Promise<void> {
  // The shortest slices there are, so that a kill falls into any part of one.
  while (!(await runImportSlice(workflow, runId, 0)).finished) console.log("slice");
  console.log("finished");
}

async function* list(megabytes: number): AsyncGenerator<Buffer> {
  yield Buffer.from("MRN,First Name,Last Name,DOB,Mobile,Email,Note\n");
  let row = 0;
  for (let bytes = 0; bytes < megabytes * 1_000_000;) {
    let text = "";
    while (text.length < 60_000) {
      row++;
      text += `${row},Ana ${row},Silva,1980-01-02,212-555-${1000 + (row % 9000)},p${row}@example.com,"${"words, and more ".repeat(8)}"\n`;
    }
    bytes += text.length;
    yield Buffer.from(text);
  }
}

async function big(megabytes: number): Promise<void> {
  const small = await startImport(manager, { kind: "patients", name: "small.csv", mediaType: "text/csv" }, list(1));
  await check(small.runId);
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  const { runId } = await startImport(manager, { kind: "patients", name: "big.csv", mediaType: "text/csv" }, list(megabytes));
  await check(runId);
  clearInterval(timer);
  const { state, created, rejected, bytes } = await withContext(manager, (ctx) => getImport(ctx, runId));
  console.log(JSON.stringify({ state, created, rejected, bytes, grownMegabytes: (peak - before) / 1e6 }));
}

async function check(runId: string): Promise<void> {
  const { mapping } = await withContext(manager, (ctx) => getImport(ctx, runId));
  await withContext(manager, (ctx) => checkImport(ctx, { runId, mapping }));
  while (!(await runImportSlice(workflow, runId)).finished);
}

await (mode === "work" ? work(argument) : big(Number(argument)));
process.exit(0);
