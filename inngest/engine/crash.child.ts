// A worker process for the crash test: runs five-step workflows until it is killed. Parameters come by argument:
// connection string, then "none" or the number of steps after which it kills itself.
import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import pg from "pg";
import { createEngine } from "./index";

const [connectionString = "", killAfter = "none"] = process.argv.slice(2);
const engine = createEngine({
  connectionString,
  appId: "crash",
  concurrency: 4,
  log: (level, message) => level !== "info" && process.stderr.write(`${message}\n`),
});
const client = new Inngest({
  id: "crash",
  isDev: true,
  baseUrl: "http://engine.local",
  fetch: engine.fetch,
  checkpointing: { bufferedSteps: 1 },
});
const pool = new pg.Pool({ connectionString, max: 2 });
let executed = 0;

/** Notes the execution where the test sees it, then perhaps dies: before, while or after its result is stored. */
async function work(run: number, step: number): Promise<number> {
  await pool.query("insert into public.executed (run, step) values ($1, $2)", [run, step]);
  executed++;
  if (executed === Number(killAfter)) setTimeout(() => process.kill(process.pid, "SIGKILL"), step * 2);
  return run * 10 + step;
}

const five = client.createFunction({ id: "five", retries: 0, triggers: [{ event: "crash/five" }] }, async ({ event, step }) => {
  const { n } = event.data as { n: number };
  const results = [await step.run("s1", () => work(n, 1)), await step.run("s2", () => work(n, 2))];
  await step.sleep("nap", "1s");
  results.push(
    ...(await Promise.all([step.run("s3", () => work(n, 3)), step.run("s4", () => work(n, 4))])),
    await step.run("s5", () => work(n, 5)),
  );
  return results;
});

await engine.start(serve({ client, functions: [five] }));
process.stdout.write("ready\n");
process.on("SIGTERM", () => void engine.stop().then(() => process.exit(0)));
