import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

/** `npm start` itself, with a data folder of its own and the build of this run. */
class Luma {
  readonly folder = mkdtempSync(join(tmpdir(), "luma-start-"));
  output = "";
  private child: ChildProcess | undefined;

  /** Starts and waits for the address or the reason why not. */
  async start(env: Record<string, string> = {}): Promise<void> {
    this.output = "";
    const { PORT: _port, APP_URL: _address, ...inherited } = process.env;
    this.child = spawn(process.execPath, ["scripts/start.mjs"], { env: { ...inherited, LUMA_DATA_DIR: this.folder, ...env } });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on("data", (text: Buffer) => (this.output += text.toString()));
    await expect.poll(() => this.output, { timeout: 120_000 }).toMatch(/Ctrl-C stops everything|Stopped:/);
  }

  get address(): string {
    return /runs at (\S+)/.exec(this.output)?.[1] ?? "";
  }

  /** The process id of Postgres (`postgres`) or of a process of `running.json`. */
  pid(name: string): number {
    if (name === "postgres") return Number(readFileSync(join(this.folder, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
    const { children }: { children: { name: string; pid: number }[] } = JSON.parse(readFileSync(join(this.folder, "running.json"), "utf8"));
    return children.find((child) => child.name === name)?.pid ?? 0;
  }

  /** Asks it to end as Ctrl-C does; gives the seconds that took. */
  async stop(): Promise<number> {
    const child = this.child;
    if (!child || child.exitCode !== null) return 0;
    const began = Date.now();
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGINT");
    await ended;
    return (Date.now() - began) / 1000;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

test.describe("[OPS-01] npm start", () => {
  test.describe.configure({ mode: "serial", timeout: 300_000 });
  const luma = new Luma();
  test.afterAll(async () => {
    await luma.stop();
    luma.remove();
  });

  test("starts a seeded clinic, survives a killed Postgres and a killed worker, and ends within five seconds of Ctrl-C with a stream open", async ({
    page,
  }) => {
    await luma.start();
    expect(luma.output).toMatch(/sign in as .*@/);
    await page.goto(`${luma.address}/sign-in`);
    const [, email = "", password = ""] = /(\S+@\S+) \/ (\S+)/.exec(luma.output) ?? [];
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));

    const health = async (): Promise<string> => {
      const body: { status: string } = await (await page.request.get(`${luma.address}/api/health`)).json();
      return body.status;
    };
    await expect.poll(health, { timeout: 30_000 }).toBe("ok");
    const [postgres, worker] = [luma.pid("postgres"), luma.pid("worker")];
    process.kill(postgres, "SIGKILL");
    await expect.poll(() => luma.output, { timeout: 30_000 }).toContain("Postgres runs again");
    process.kill(worker, "SIGKILL");
    await expect.poll(() => luma.pid("worker"), { timeout: 30_000 }).not.toBe(worker);
    await expect.poll(health, { timeout: 60_000 }).toBe("ok");

    // Signed in still, so the account is there: nothing was lost. The stream stays open while Luma is asked to end.
    const opened = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const source = new EventSource("/api/live?topics=messages");
          source.addEventListener("open", () => resolve("open"));
          source.addEventListener("error", () => resolve("refused"));
        }),
    );
    expect(opened).toBe("open");
    const pids = ["postgres", "web", "worker", "simulator"].map((name) => luma.pid(name));
    expect(await luma.stop()).toBeLessThan(5);
    expect(pids.filter(alive)).toEqual([]);
  });

  test("starts again on the same data, beside another program on its port, and refuses a second time on the same data", async ({
    request,
  }) => {
    await luma.start();
    expect(luma.output).toContain("kept as it is");
    expect((await request.get(`${luma.address}/api/health`)).ok()).toBe(true);
    const second = new Luma();
    await second.start({ LUMA_DATA_DIR: luma.folder });
    expect(second.output).toContain("Luma runs already");
    second.remove();
    expect((await request.get(`${luma.address}/api/health`)).ok()).toBe(true);
    await luma.stop();
  });

  test("a port that was asked for and is taken is an error with advice", async () => {
    const thief: Server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => thief.once("listening", resolve));
    const address = thief.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    await luma.start({ PORT: port });
    expect(luma.output).toContain(`Port ${port} is taken by another program`);
    expect(luma.output).toContain("set PORT to a free port");
    await new Promise((resolve) => thief.close(resolve));
  });
});
