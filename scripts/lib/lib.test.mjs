import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cleanEnvironment, demoSecrets, readEnvFile } from "./environment.mjs";
import { explainFileError, hashOf, withLock } from "./files.mjs";
import { checkNode, missingPackages } from "./install.mjs";
import { refuseRemote } from "./local-database.mjs";
import { freePortFrom, isPortFree } from "./ports.mjs";
import { playwrightCounts, vitestCounts } from "./results.mjs";
import { run } from "./run.mjs";
import { claimDataFolder, writeRunning } from "./running.mjs";
import { duration } from "./say.mjs";
import { Supervisor } from "./supervisor.mjs";

let folder;
const write = (name, value) => {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, typeof value === "string" ? value : JSON.stringify(value));
  return file;
};
beforeAll(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "luma-scripts-"))));
afterAll(() => fs.rmSync(folder, { recursive: true }));

describe("[OPS-01] the commands say what is wrong", () => {
  test.each(["18.20.0", "20.18.9"])("Node %s is too old", (version) => {
    expect(() => checkNode(version)).toThrow(`this is Node ${version}`);
  });
  test.each(["20.19.0", "22.1.0", "24.0.0"])("Node %s is new enough", (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });

  test("a full disk and a read-only checkout have messages of their own", () => {
    expect(explainFileError({ code: "ENOSPC" }, "/x").message).toContain("disk is full");
    expect(explainFileError({ code: "EROFS" }, "/x").message).toContain("read-only");
    const other = new Error("other");
    expect(explainFileError(other, "/x")).toBe(other);
  });

  test.each(["postgres://a@db.example.com/x", "not a url"])("a database elsewhere is refused: %s", (url) => {
    expect(() => refuseRemote(url, "db:reset")).toThrow("only on a database of this machine");
  });
  test("a database of this machine is not", () => {
    expect(() => refuseRemote("postgres://a@localhost:5432/x", "db:reset")).not.toThrow();
  });
});

describe("[OPS-01] what is installed", () => {
  const entry = { version: "1.0.0" };
  test("nothing is missing when npm's own record agrees; other systems' packages do not count", () => {
    write("same/package-lock.json", {
      packages: { "": {}, "node_modules/a": entry, "node_modules/b": { ...entry, optional: true, os: ["plan9"] } },
    });
    write("same/node_modules/.package-lock.json", { packages: { "node_modules/a": entry } });
    expect(missingPackages(path.join(folder, "same"))).toEqual([]);
  });
  test("another version, a missing package and a fresh clone are noticed", () => {
    write("old/package-lock.json", { packages: { "node_modules/a": { version: "1.0.1" }, "node_modules/c/node_modules/d": entry } });
    expect(missingPackages(path.join(folder, "old"))).toEqual(["a", "d"]);
    write("old/node_modules/.package-lock.json", { packages: { "node_modules/a": entry, "node_modules/c/node_modules/d": entry } });
    expect(missingPackages(path.join(folder, "old"))).toEqual(["a"]);
  });
  test("an optional package for this system is needed", () => {
    const own = { ...entry, optional: true, os: [process.platform], cpu: [process.arch] };
    write("own/package-lock.json", { packages: { "node_modules/native": own } });
    expect(missingPackages(path.join(folder, "own"))).toEqual(["native"]);
  });
});

describe("[OPS-01] environments", () => {
  test("a test run sees none of the developer's database, carriers or ports", () => {
    const source = { PATH: "/bin", DATABASE_URL: "x", TWILIO_AUTH_TOKEN: "x", INNGEST_DEV: "1", PORT: "1", LUMA_MODE: "live", HOME: "/h" };
    expect(cleanEnvironment(source)).toEqual({ PATH: "/bin", HOME: "/h" });
  });
  test(".env: comments, quotes, export, and what is no assignment", () => {
    const file = write(".env", "# no\nA=1\nexport B='two words'\nC=\"x # y\" \nD=z # note\nnonsense\nE=\n");
    expect(readEnvFile(file)).toEqual({ A: "1", B: "two words", C: "x # y", D: "z", E: "" });
  });
  test("demo secrets are made once, are for the owner's eyes, and fill in what is missing", () => {
    const root = path.join(folder, "secrets");
    const first = demoSecrets(root);
    expect(demoSecrets(root)).toEqual(first);
    expect(fs.statSync(path.join(root, "demo.env")).mode & 0o077).toBe(0);
    write("secrets/demo.env", `LINK_KEYS=${first.LINK_KEYS}\n`);
    expect(demoSecrets(root).LINK_KEYS).toBe(first.LINK_KEYS);
    expect(demoSecrets(root).NEXTAUTH_SECRET).not.toBe(first.NEXTAUTH_SECRET);
  });
});

describe("[OPS-01] results", () => {
  const file = (name, status, assertionResults, message = "") => ({ name, status, assertionResults, message });
  const report = (testResults) => ({ numPassedTests: 1, numPendingTests: 1, numTodoTests: 0, testResults });
  test("vitest: failed tests, files that could not run, and a crash after the last test all count", () => {
    const bad = { status: "failed", fullName: "x fails" };
    expect(vitestCounts(write("a.json", report([file("/a.test.ts", "failed", [bad])])), 1)).toMatchObject({
      passed: 1,
      failed: 1,
      skipped: 1,
    });
    expect(vitestCounts(write("b.json", report([file("/b.test.ts", "failed", [], "SyntaxError: no\nat")])), 1).failures).toEqual([
      "/b.test.ts: SyntaxError: no",
    ]);
    expect(vitestCounts(write("c.json", report([])), 1)).toMatchObject({
      failed: 1,
      failures: ["vitest ended with code 1 although no test failed"],
    });
    expect(vitestCounts(write("d.json", report([])), 0)).toMatchObject({ passed: 1, failed: 0 });
    expect(vitestCounts(write("e.json", { ...report([]), numPassedTests: 0 }), 0)).toMatchObject({
      failed: 1,
      failures: ["vitest found no test"],
    });
    expect(vitestCounts(path.join(folder, "none.json"), 137)).toMatchObject({ passed: 0, failed: 1 });
  });
  test("playwright: nested suites, and a server that did not start", () => {
    const stats = { expected: 2, flaky: 0, skipped: 0, unexpected: 1 };
    const suites = [
      {
        title: "a.spec.ts",
        suites: [
          {
            title: "inbox",
            specs: [
              { title: "answers", ok: false },
              { title: "lists", ok: true },
            ],
          },
        ],
      },
    ];
    expect(playwrightCounts(write("p.json", { stats, suites, errors: [] }), 1)).toMatchObject({
      passed: 2,
      failed: 1,
      failures: ["a.spec.ts › inbox › answers"],
    });
    const dead = {
      stats: { expected: 0, flaky: 0, skipped: 0 },
      suites: [],
      errors: [{ message: "\u001b[31mError: server\u001b[39m\n at x" }],
    };
    expect(playwrightCounts(write("q.json", dead), 1)).toMatchObject({ passed: 0, failed: 1, failures: ["Error: server"] });
  });
  test("times read well", () => {
    expect([400, 12_000, 185_000].map(duration)).toEqual(["0.4 s", "12 s", "3 min 05 s"]);
  });
});

describe("[OPS-01] side by side", () => {
  test("a taken port is noticed and passed over", async () => {
    const server = net.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address();
    expect(await isPortFree(port)).toBe(false);
    expect(await freePortFrom(port)).not.toBe(port);
    await new Promise((resolve) => server.close(resolve));
    expect(await isPortFree(port)).toBe(true);
  });

  test("a lock is held by one at a time, and a dead owner's is taken over", async () => {
    const lock = path.join(folder, "lock");
    const order = [];
    const work = (name) => () =>
      new Promise((resolve) => {
        order.push(`${name} in`);
        setTimeout(() => resolve(order.push(`${name} out`)), 30);
      });
    await Promise.all([withLock(lock, work("a")), withLock(lock, work("b"))]);
    expect(order[0].slice(2)).toBe("in");
    expect(order[1]).toBe(order[0].replace("in", "out"));
    write("lock/pid", "2147483646");
    expect(await withLock(lock, () => Promise.resolve("mine"))).toBe("mine");
  });

  test("what a killed Luma left running is ended; a running one is respected; a reused process id is left alone", async () => {
    const root = path.join(folder, "claim");
    fs.mkdirSync(root);
    const { spawn } = await import("node:child_process");
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
    const gone = new Promise((resolve) => child.once("exit", resolve));
    writeRunning(root, { address: "http://localhost:3000", children: { web: child.pid } });
    await expect(claimDataFolder(root)).rejects.toThrow("runs already");
    const noted = JSON.parse(fs.readFileSync(path.join(root, "running.json"), "utf8"));
    const other = { ...noted, self: { pid: 2147483646, began: "1" }, children: [{ ...noted.children[0], began: "another moment" }] };
    write("claim/running.json", other);
    expect(await claimDataFolder(root)).toBe(0);
    write("claim/running.json", { ...other, children: noted.children });
    expect(await claimDataFolder(root)).toBe(1);
    await gone;
  });

  test("a process that colours what it says is seen to be ready", async () => {
    const supervisor = new Supervisor(path.join(folder, "logs"));
    const coloured = 'process.stdout.write("\\u001b[32m✓\\u001b[39m Ready in 5ms\\n"); setInterval(() => {}, 1000)';
    const started = supervisor.start("web", [process.execPath, "-e", coloured], {
      env: process.env,
      ready: /✓ Ready in/,
      readyMs: 10_000,
    });
    await expect(started).resolves.toContain("Ready in 5ms");
    await supervisor.stop();
  });

  test("a command that takes too long is ended with everything it started", async () => {
    const result = await run(["/bin/sh", "-c", "sleep 60 & echo started; wait"], { timeoutMs: 300 });
    expect(result).toMatchObject({ timedOut: true, output: "started\n" });
  });

  test("the hash changes with contents and names, not with what is filtered out", () => {
    write("h/a.ts", "1");
    write("h/a.test.ts", "1");
    const keep = (file) => !file.includes(".test.");
    const hash = () => hashOf(["h"], { root: folder, keep });
    const before = hash();
    write("h/a.test.ts", "2");
    expect(hash()).toBe(before);
    write("h/b.ts", "1");
    expect(hash()).not.toBe(before);
  });
});
