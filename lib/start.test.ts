import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("[OPS-03] a server with a wrong environment ends at once, with one line per wrong variable", () => {
  const run = spawnSync(
    process.execPath,
    [
      "--import",
      "tsx",
      "--input-type=module",
      "-e",
      'const { startServer } = await import("./lib/start.ts"); startServer(); console.log("started");',
    ],
    {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      env: { NODE_ENV: "production", PATH: process.env.PATH, DATABASE_URL: "postgres://luma_app@127.0.0.1/luma", NEXTAUTH_SECRET: "short" },
      encoding: "utf8",
    },
  );
  expect(run.status).toBe(1);
  expect(run.stdout).toBe("");
  expect(run.stderr).toContain("NEXTAUTH_SECRET: must be at least 32 characters");
  expect(run.stderr).toContain("LINK_KEYS: is missing");
  expect(run.stderr).not.toContain("    at ");
});
