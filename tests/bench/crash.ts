/**
 * Dispatchers killed by SIGKILL again and again while messages go out, half of the receipts lost, answers lost after acceptance, connections
 * broken: nothing doubled, nothing lost, judged by the stand-in's own log. Run: npm run bench crash [messages] [kills]
 */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { closeDatabase } from "@/db/client";
import { killDispatchers } from "../support/crash";
import { testDatabase } from "../support/db";
import { useDatabase } from "../support/factories";
import { describeMachine, say, thousands } from "./support/scene";

const CLINICS = 4;
const MESSAGES = Math.ceil(Number(process.argv[2] ?? 50_000) / CLINICS) * CLINICS;
const KILLS = Number(process.argv[3] ?? 100);
const SEED = 20_270_315;

const shared = (await import(new URL("../support/global-setup.mjs", import.meta.url).href)) as {
  default: () => Promise<(() => Promise<void>) | undefined>;
};
const teardown = await shared.default();
const database = await testDatabase();
useDatabase(database);
const owner = new pg.Pool({ connectionString: database.url, max: 2 });
owner.on("error", () => {}).on("connect", (client) => client.on("error", () => {}));
const folder = await mkdtemp(path.join(os.tmpdir(), "luma-crash-bench-"));
const query = async <T = Record<string, unknown>>(text: string, params?: unknown[]): Promise<T[]> =>
  (await owner.query(text, params)).rows as T[];
try {
  process.stdout.write(`${await describeMachine({ query })}\n`);
  const begun = performance.now();
  const outcome = await killDispatchers(
    { urls: database.urls, query },
    {
      messages: MESSAGES,
      clinics: CLINICS,
      kills: KILLS,
      seed: SEED,
      folder,
      tell: (text) => process.stdout.write(`  ${((performance.now() - begun) / 1_000).toFixed(0).padStart(5)} s  ${text}\n`),
    },
  );
  process.stdout.write("\n");
  say("messages, kill -9", `${thousands(outcome.messages)}, ${outcome.kills} (${outcome.killsWithDoubt} with attempts under way)`);
  say("accepted by the stand-in, by its own log", thousands(outcome.accepted));
  for (const [state, n] of Object.entries(outcome.states)) say(`ended ${state}`, thousands(n));
  say("given to staff, a kill", `${thousands(outcome.withStaff)}, ${(outcome.withStaff / outcome.kills).toFixed(1)}`);
  say(
    "from the first dispatcher to the last settled",
    `${(outcome.ms / 1_000).toFixed(0)} s, ${thousands((outcome.messages / outcome.ms) * 1_000)} messages/s`,
  );
  say("load at the end", os.loadavg()[0]!.toFixed(1));
  for (const [what, n] of Object.entries(outcome.wrong)) say(what, String(n));
  if (Object.values(outcome.wrong).some((n) => n !== 0)) process.exitCode = 1;
} finally {
  await closeDatabase();
  await owner.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
  await teardown?.();
}
