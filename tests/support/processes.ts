import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StartOptions } from "@/lib/carriers/simulator/server";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Starts a script of tests/support with this process's environment and waits for the first line it writes. */
async function start(
  script: string,
  argument?: string,
): Promise<{ child: ChildProcess; line: string; onLine: (work: (line: string) => void) => void }> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(root, "tests/support", script), ...(argument === undefined ? [] : [argument])],
    {
      cwd: root,
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  child.stdin.on("error", () => undefined);
  let listener: (line: string) => void;
  const first = new Promise<string>((resolve, reject) => {
    listener = resolve;
    child.once("exit", () => reject(new Error(`${script} ended before it was ready`)));
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    const lines = (text + String(chunk)).split("\n");
    text = lines.pop()!;
    for (const line of lines) listener(line);
  });
  return { child, line: await first, onLine: (work) => (listener = work) };
}

/** Ends a process by SIGKILL and waits until it is gone. */
export async function killProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

/** The stand-ins on a free port, in a process of their own. */
export async function startStandIn(options: StartOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const { child, line } = await start("stand-in-process.ts", JSON.stringify(options));
  return { url: line, stop: () => killProcess(child) };
}

export type Dispatcher = {
  child: ChildProcess;
  begin(): void;
  /** Resolves when, at some moment after `begin`, it found nothing due. */
  idle: Promise<void>;
};

/** A dispatcher that has loaded everything and waits for `begin`. */
export async function startDispatcher(): Promise<Dispatcher> {
  const started = await start("dispatcher-process.ts");
  const { child } = started;
  const idle = new Promise<void>((resolve) => started.onLine((line) => void (line === "idle" && resolve())));
  return { child, begin: () => void child.stdin?.write("go\n"), idle };
}
