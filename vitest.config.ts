import { defineConfig } from "vitest/config";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url));
const common = { alias: { "@": root.replace(/\/$/, "") } };
const skip = ["**/node_modules/**", "**/.next*/**", ".data/**", ".cache/**"];

/** Three projects: `unit` needs nothing, `db` needs the test Postgres (see scripts/test.mjs), `engine` the same and kills processes.
 * A single file runs with `npx vitest run --project db FILE`: the global setup starts a shared test Postgres. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: common,
        test: {
          name: "unit",
          include: ["{app,components,lib,inngest,db,scripts,tests/contract,tests/support}/**/*.test.{ts,tsx,mjs}"],
          exclude: [...skip, "**/*.db.test.{ts,mjs}", "**/*.engine.test.{ts,mjs}"],
          maxWorkers: 2,
          isolate: false,
          setupFiles: ["tests/support/fresh-environment.ts"],
          // A hang still fails; a busy machine does not.
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        resolve: common,
        test: {
          name: "db",
          include: ["{app,lib,inngest,db,scripts,tests}/**/*.db.test.{ts,mjs}"],
          globalSetup: ["tests/support/global-setup.mjs"],
          exclude: skip,
          maxWorkers: 2,
          isolate: false,
          setupFiles: ["tests/support/fresh-environment.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: common,
        test: {
          name: "engine",
          include: ["{lib,inngest,tests,scripts}/**/*.engine.test.{ts,mjs}"],
          globalSetup: ["tests/support/global-setup.mjs"],
          exclude: skip,
          maxWorkers: 1,
          isolate: false,
          setupFiles: ["tests/support/fresh-environment.ts"],
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
