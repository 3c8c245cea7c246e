// Keeps the processes of a running Luma alive: each in a group of its own, restarted with back-off, ended together.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ROOT, sleep } from "./files.mjs";
import { endGroup } from "./run.mjs";
import { dim, line, red } from "./say.mjs";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A process that ran this long was healthy: its next failure waits from the start again. */
const HEALTHY_MS = 60_000;

export class Supervisor {
  #children = new Map();
  #stopping = false;

  /** @param {string} logFolder @param {() => void} [onChange] called whenever a process was started */
  constructor(logFolder, onChange = () => undefined) {
    this.logFolder = logFolder;
    this.onChange = onChange;
    fs.mkdirSync(logFolder, { recursive: true });
  }

  /** Process ids by name, of what runs now. */
  get pids() {
    return Object.fromEntries([...this.#children].map(([name, child]) => [name, child.pid]));
  }

  /**
   * Starts a process and keeps it running. Resolves when it says it is ready, rejects when it ends before that the first time.
   * @param {string} name
   * @param {string[]} command
   * @param {{ env: NodeJS.ProcessEnv, ready: RegExp, readyMs?: number, quiet?: boolean }} options
   */
  start(name, command, { env, ready, readyMs = 60_000, quiet = true }) {
    return new Promise((resolve, reject) => {
      let wait = FIRST_WAIT_MS;
      let first = true;
      const launch = () => {
        const began = Date.now();
        const log = fs.createWriteStream(path.join(this.logFolder, `${name}.log`), { flags: "a", mode: 0o600 });
        const child = spawn(command[0], command.slice(1), { cwd: ROOT, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
        this.#children.set(name, child);
        this.onChange();
        let tail = "";
        const isReady = () => {
          if (!first) return;
          first = false;
          clearTimeout(timer);
          resolve(tail);
        };
        const timer = setTimeout(() => {
          if (first)
            void endGroup(child.pid).then(() => reject(new Error(`${name} did not get ready within ${readyMs / 1000} s:\n${tail}`)));
        }, readyMs);
        for (const stream of [child.stdout, child.stderr]) {
          stream.setEncoding("utf8");
          stream.on("data", (text) => {
            log.write(text);
            tail = (tail + text).slice(-4_000);
            // With FORCE_COLOR set, programs colour what they say even when nobody looks.
            if (ready.test(stripVTControlCharacters(tail))) isReady();
            if (!quiet || stream === child.stderr) show(name, text);
          });
        }
        child.once("error", (error) => (tail += String(error)));
        child.once("close", (code, signal) => {
          log.end();
          this.#children.delete(name);
          clearTimeout(timer);
          if (this.#stopping) return;
          const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
          if (first) return reject(new Error(`${name} ${how}:\n${tail.trim()}`));
          wait = Date.now() - began > HEALTHY_MS ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
          line(`  ${red("!")} ${name} ${how}; starting it again in ${(wait / 1000).toFixed(1)} s ${dim(`(log: ${name}.log)`)}`);
          setTimeout(() => {
            if (!this.#stopping) launch();
          }, wait);
        });
      };
      launch();
    });
  }

  /** Ends everything; what does not end by itself within `patienceMs` is killed. */
  async stop(patienceMs = 3_000) {
    this.#stopping = true;
    await Promise.all([...this.#children.values()].map((child) => endGroup(child.pid, patienceMs)));
    for (let left = 20; this.#children.size > 0 && left > 0; left--) await sleep(25);
  }
}

/** Errors of the processes on the terminal; structured log lines below "warn" stay in the file. */
function show(name, text) {
  for (const one of text.split("\n")) {
    if (!one.trim()) continue;
    const level = one.startsWith("{") ? Number(/"level":(\d+)/.exec(one)?.[1] ?? 50) : 50;
    if (level >= 40) line(`  ${dim(`${name} │`)} ${one}`);
  }
}
