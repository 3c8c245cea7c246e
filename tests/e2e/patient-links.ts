import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { PatientLinks } from "./patient-links.process";

/** Starts the process that makes links; its calls are answered in order. `close` ends it. */
export function startPatientLinks(): PatientLinks & { close: () => void } {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/e2e/patient-links.process.ts"], { stdio: ["pipe", "pipe", "inherit"] });
  const waiting: { resolve: (value: never) => void; reject: (error: Error) => void }[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { result, error } = JSON.parse(line) as { result?: unknown; error?: string };
    const call = waiting.shift();
    if (error) call?.reject(new Error(error));
    else call?.resolve(result as never);
  });
  child.on("exit", (code) => {
    for (const call of waiting.splice(0)) call.reject(new Error(`The process that makes links ended (${code})`));
  });
  const call =
    <K extends keyof PatientLinks>(name: K) =>
    (...args: Parameters<PatientLinks[K]>): ReturnType<PatientLinks[K]> =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify([name, ...args])}\n`);
      }) as ReturnType<PatientLinks[K]>;
  return { visit: call("visit"), contact: call("contact"), read: call("read"), close: () => void child.stdin.end() };
}
