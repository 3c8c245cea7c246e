// `next build`, only when something it reads has changed.
import fs from "node:fs";
import path from "node:path";
import { cleanEnvironment } from "./environment.mjs";
import { hashOf, makeFolder, Problem, readText, ROOT, withLock, writeAtomic } from "./files.mjs";
import { run } from "./run.mjs";

const SOURCES = [
  "app",
  "components",
  "lib",
  "db/schema",
  "db/client.ts",
  "db/migrations/meta/_journal.json",
  "inngest",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];
const STAMP = "luma-build-stamp";

/** A build knows no address and no secret: it runs with these, whatever the real ones are, and fits every environment. */
const NEUTRAL = {
  LUMA_MODE: "demo",
  APP_URL: "http://localhost:3000",
  DATABASE_URL: "postgres://build@127.0.0.1:9/build",
  NEXTAUTH_SECRET: "only-for-the-build-not-a-secret-0000",
  LINK_KEYS: `1:${Buffer.alloc(32).toString("base64")}`,
  ENCRYPTION_KEYS: `build:${Buffer.alloc(32).toString("base64")}`,
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
};

/** Test files do not change what is built. */
const keep = (file) => !/\.(test|bench)\.[a-z]+$/.test(file) && !file.endsWith(".md");

/**
 * Builds into `distDir` unless its stamp says it is made of exactly these sources. Gives back whether it built.
 * @param {{ distDir: string, env: NodeJS.ProcessEnv, logFile: string, say?: (text: string) => void }} options
 */
export async function ensureBuilt({ distDir, env, logFile, say = () => undefined }) {
  const folder = path.join(ROOT, distDir);
  const stamp = path.join(folder, STAMP);
  if (readText(stamp) === sourceHash() && fs.existsSync(path.join(folder, "BUILD_ID"))) return false;
  makeFolder(path.join(ROOT, ".cache"));
  return withLock(
    path.join(ROOT, `.cache/build${distDir}.lock`),
    async () => {
      const before = sourceHash();
      if (readText(stamp) === before && fs.existsSync(path.join(folder, "BUILD_ID"))) return false;
      fs.rmSync(stamp, { force: true });
      say("building the web application");
      const { code, output } = await run([process.execPath, path.join(ROOT, "node_modules/next/dist/bin/next"), "build"], {
        env: { ...cleanEnvironment(env), ...NEUTRAL, LUMA_DIST_DIR: distDir },
        logFile,
      });
      if (code !== 0) {
        const full = /ENOSPC|No space left/i.test(output);
        throw new Problem(
          full ? "The disk is full: the build does not fit." : `next build failed:\n${output.trim().split("\n").slice(-40).join("\n")}`,
          full ? "Free about 500 MB and run the command again." : undefined,
        );
      }
      writeAtomic(stamp, before);
      return true;
    },
    { timeoutMs: 900_000 },
  );
}

const sourceHash = () => hashOf(SOURCES, { extra: `node ${process.versions.node.split(".")[0]}`, keep });
