import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { readLogFile } from "@/lib/carriers/simulator/file-store";
import { demoTwilio } from "@/lib/carriers/simulator/testing";
import { createTwilio } from "@/lib/carriers/twilio";

const root = fileURLToPath(new URL("../../../", import.meta.url));
let child: ChildProcess | undefined;
let folder = "";
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

/** A stand-in in a process of its own; gives its address. */
async function start(script: string): Promise<string> {
  child = spawn(process.execPath, ["--import", "tsx", script], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const { stdout } = child;
  if (!stdout) throw new Error("no output");
  for await (const line of stdout) return String(line).trim();
  throw new Error("the stand-in did not start");
}

test("[RTY-03] kill −9 of the stand-in loses no acceptance that it answered, and ids never repeat", async () => {
  folder = await mkdtemp(join(tmpdir(), "luma-sim-"));
  const logFile = join(folder, "sim.log");
  const script = join(folder, "run.mts");
  await writeFile(
    script,
    `import { startSimulator } from ${JSON.stringify(join(root, "lib/carriers/simulator/server.ts"))};
     const { url } = await startSimulator({ twilio: [${JSON.stringify(demoTwilio)}], resend: [], logFile: ${JSON.stringify(logFile)}, seed: Number(process.pid) });
     console.log(url);`,
  );
  const answered: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const twilio = createTwilio({ ...demoTwilio, baseUrl: await start(script), timeoutMs: 2_000 });
    const stop = performance.now() + 400 + round * 130;
    const senders = Array.from({ length: 8 }, async (_, index) => {
      for (let count = 0; performance.now() < stop + 100; count += 1) {
        const body = `${round}-${index}-${count}`;
        const text = { to: "+12065550123", from: "+12065550100", body, statusCallback: "http://127.0.0.1:9/", attemptId: "a" };
        const outcome = await twilio.sms.send(text);
        if (outcome.kind === "accepted") answered.push(outcome.providerId);
        else return;
      }
    });
    await new Promise((resolve) => setTimeout(resolve, stop - performance.now()));
    child?.kill("SIGKILL");
    await Promise.all(senders);
    twilio.close();
  }
  const logged = (await readLogFile(logFile)).flatMap((entry) => (entry.kind === "sms.accepted" ? [entry.sid] : []));
  expect(answered.length).toBeGreaterThan(60);
  expect(new Set(logged).size).toBe(logged.length);
  const known = new Set(logged);
  expect(answered.filter((sid) => !known.has(sid))).toEqual([]);
});
