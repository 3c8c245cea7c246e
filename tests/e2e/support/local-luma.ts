import { spawn, type ChildProcess } from "node:child_process";
import { resolve } from "node:path";
import { expect } from "@playwright/test";

const script = (file: string): string => resolve(import.meta.dirname, "../../../scripts/lib", file);

type Client = { query: (sql: string, params?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>; end: () => Promise<void> };
type Modules = {
  environment: {
    demoSecrets: (root: string) => Record<string, string>;
    cleanEnvironment: (env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv;
  };
  database: {
    startLocalDatabase: () => Promise<{ superUrl: (database: string) => string }>;
    databaseVariables: (server: unknown) => Record<string, string>;
    dataRoot: () => string;
    DATABASE: string;
  };
  roles: { connect: (url: string) => Promise<Client> };
  ports: { anyFreePort: () => Promise<number> };
};

/** The database of the Luma under test (LUMA_DATA_DIR): the variables that a server of it needs, and a connection as its owner. */
export async function localLuma(): Promise<{ variables: Record<string, string>; owner: Client }> {
  const environment: Modules["environment"] = await import(script("environment.mjs"));
  const database: Modules["database"] = await import(script("local-database.mjs"));
  const roles: Modules["roles"] = await import(script("roles.mjs"));
  const server = await database.startLocalDatabase();
  return {
    variables: { ...database.databaseVariables(server), ...environment.demoSecrets(database.dataRoot()) },
    owner: await roles.connect(server.superUrl(database.DATABASE)),
  };
}

/** `next start` of the build under test, with this environment and nothing of the tests' own. */
export class WebServer {
  output = "";
  address = "";
  exitCode: number | null | undefined;
  private child: ChildProcess | undefined;

  /** Starts it, and waits until it answers or has ended. */
  async start(variables: Record<string, string>): Promise<void> {
    const environment: Modules["environment"] = await import(script("environment.mjs"));
    const ports: Modules["ports"] = await import(script("ports.mjs"));
    const port = String(await ports.anyFreePort());
    this.address = `http://localhost:${port}`;
    this.child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "-p", port, "-H", "127.0.0.1"], {
      env: {
        ...environment.cleanEnvironment(process.env),
        NODE_ENV: "production",
        LUMA_DIST_DIR: process.env.LUMA_DIST_DIR ?? ".next",
        APP_URL: this.address,
        ...variables,
      },
    });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on("data", (text: Buffer) => (this.output += text.toString()));
    this.child.once("exit", (code) => (this.exitCode = code));
    await expect
      .poll(async () => this.exitCode !== undefined || (await fetch(`${this.address}/sign-in`).catch(() => null))?.status === 200, {
        timeout: 60_000,
      })
      .toBe(true);
  }

  async stop(): Promise<void> {
    const child = this.child;
    if (!child || this.exitCode !== undefined) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await ended;
  }
}
