import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const script = (file: string): string => join(root, "scripts/lib", file);

type Modules = {
  environment: {
    cleanEnvironment: (env: NodeJS.ProcessEnv) => Record<string, string>;
    demoSecrets: (root: string) => Record<string, string>;
  };
  database: {
    DATABASE: string;
    databaseVariables: (server: unknown) => Record<string, string>;
    startLocalDatabase: (env: Record<string, string>) => Promise<{ superUrl: (database: string) => string }>;
  };
  ports: { anyFreePort: () => Promise<number> };
};

export type RunningLuma = {
  /** Address of the web application. */
  url: string;
  simulatorUrl: string;
  /** What a process beside it needs to work on the same database. */
  variables: Record<string, string>;
  /** The database as its owner. */
  ownerUrl: string;
  /** Names of the processes that `npm start` runs. */
  processes: string[];
  /** What was logged so far by one of them. */
  log: (process: string) => Promise<string>;
  stop: () => Promise<void>;
};

/** `npm start` with a data folder and ports of its own and these variables; what a developer has in .env does not count. Resolves when it serves. */
export async function startLuma(variables: Record<string, string>): Promise<RunningLuma> {
  const { cleanEnvironment, demoSecrets } = (await import(script("environment.mjs"))) as Modules["environment"];
  const { DATABASE, databaseVariables, startLocalDatabase } = (await import(script("local-database.mjs"))) as Modules["database"];
  const { anyFreePort } = (await import(script("ports.mjs"))) as Modules["ports"];
  const folder = await mkdtemp(join(tmpdir(), "luma-running-"));
  const own = { LUMA_DATA_DIR: folder, PORT: String(await anyFreePort()), LUMA_MODE: "demo", LOG_LEVEL: "info" };
  const none = Object.fromEntries(
    ["DATABASE_URL", "APP_URL", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "RESEND_API_KEY"].map((name) => [name, ""]),
  );
  const dist: Record<string, string> = process.env.LUMA_DIST_DIR ? { LUMA_DIST_DIR: process.env.LUMA_DIST_DIR } : {};
  const env: Record<string, string> = { ...cleanEnvironment(process.env), ...none, ...own, ...dist, ...variables };
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: root,
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = async (): Promise<void> => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await served(child);
    const running = JSON.parse(await readFile(join(folder, "running.json"), "utf8")) as {
      address: string;
      simulator: string;
      children: { name: string }[];
    };
    const server = await startLocalDatabase({ LUMA_DATA_DIR: folder });
    return {
      url: running.address,
      simulatorUrl: running.simulator,
      variables: { ...databaseVariables(server), ...demoSecrets(folder), APP_URL: running.address, SIMULATOR_URL: running.simulator },
      ownerUrl: server.superUrl(DATABASE),
      processes: running.children.map((c) => c.name),
      log: (name) => readFile(join(folder, "logs", `${name}.log`), "utf8").catch(() => ""),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function served(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    const hear = (chunk: Buffer): void => {
      text += String(chunk);
      if (text.includes("Luma runs at")) resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${text.slice(-2_000)}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}
