import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/* There is no Docker in the tests: what a build and a start would stumble over first is checked here. */

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const there = (file: string): boolean => existsSync(path.join(root, file));
const dockerfile = read("Dockerfile");
const compose = read("compose.yaml");
const instructions = dockerfile
  .replaceAll("\\\n", " ")
  .split("\n")
  .filter((line) => /^[A-Z]+ /.test(line));
const commands = [...dockerfile.matchAll(/^(?:CMD) (\[.*\])$/gm), ...compose.matchAll(/^\s+command:\s*(\[[^\]]*\])/gm)].map(
  (match) => JSON.parse(match[1]!.replaceAll(/\$\{[^}]*\}/g, "x").replace(/,\s*\]$/, "]")) as string[],
);

test("[OPS-03] the image is built in stages from a pinned Node that the product supports, and does not run as root", () => {
  const node = /^ARG NODE_IMAGE=node:(\d+)\.(\d+)\.(\d+)-[\w-]+$/m.exec(dockerfile);
  expect(Number(node?.[1]) * 100 + Number(node?.[2])).toBeGreaterThanOrEqual(2019);
  const stages = instructions.filter((line) => line.startsWith("FROM "));
  expect(stages.map((line) => / AS ([\w-]+)$/.exec(line)?.[1])).toEqual(["packages", "build", "runtime-packages", "run"]);
  const last = instructions.slice(instructions.lastIndexOf(stages.at(-1)!));
  expect(last).toContain("USER node");
  expect(last.findIndex((line) => line.startsWith("USER "))).toBeLessThan(last.findIndex((line) => line.startsWith("CMD ")));
  expect(dockerfile).not.toMatch(/^(ARG|ENV) \w*(SECRET|KEY|TOKEN|PASSWORD)/m);
});

test("[OPS-03] everything that is copied into the image exists and is not left out by .dockerignore", () => {
  const ignored = read(".dockerignore").split("\n").filter(Boolean);
  const copied = instructions
    .filter((line) => line.startsWith("COPY ") && !line.includes("--from="))
    .flatMap((line) =>
      line
        .split(/\s+/)
        .filter((word) => !word.startsWith("--"))
        .slice(1, -1),
    );
  expect(copied.length).toBeGreaterThan(8);
  for (const file of copied.filter((one) => one !== ".")) {
    // Git keeps no empty folders: in a fresh clone one would be missing.
    expect(statSync(path.join(root, file)).isFile() || readdirSync(path.join(root, file)).length > 0, file).toBe(true);
    expect(ignored, file).not.toContain(file);
  }
  for (const secret of [".env*", ".data", "node_modules", ".git"]) expect(ignored).toContain(secret);
});

test("[OPS-03] every command names files that the image has", () => {
  expect(commands.length).toBeGreaterThanOrEqual(4);
  const copied = /COPY --chown=node:node (scripts) /.exec(dockerfile)?.[1];
  for (const command of commands.filter((one) => one[0] === "node"))
    for (const word of command.filter((one) => /\.(ts|mjs)$|\/bin\//.test(one))) {
      expect(there(word), word).toBe(true);
      expect([copied, "node_modules"]).toContain(word.split("/")[0]);
    }
  expect(there("app/api/health/live/route.ts")).toBe(true);
  expect(dockerfile).toContain("/api/health/live");
});

test("[OPS-03] every variable of the product that compose sets is one that the product reads", () => {
  const known = new Set([...read("lib/env.ts").matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1]));
  const set = [...compose.matchAll(/^ {4,6}([A-Z][A-Z0-9_]+):/gm)]
    .map((match) => match[1]!)
    .filter((name) => !name.startsWith("POSTGRES_"));
  expect(set).toContain("DATABASE_URL");
  // The owner's address is read by scripts/deploy-database.mjs and scripts/db-migrate.ts only.
  expect(set.filter((name) => !known.has(name) && name !== "DATABASE_OWNER_URL")).toEqual([]);
  for (const needed of ["DATABASE_URL", "NEXTAUTH_SECRET", "LINK_KEYS", "ENCRYPTION_KEYS", "TWILIO_AUTH_TOKEN", "RESEND_API_KEY"])
    expect(set).toContain(needed);
});
