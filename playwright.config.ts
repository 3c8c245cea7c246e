import { defineConfig } from "@playwright/test";

/**
 * Browser tests against a Luma of their own: scripts/start.mjs with its own data folder, build folder and ports, so that they
 * run beside `npm start`. `npm test -- e2e` prepares all of it; LUMA_E2E_URL points them at a Luma that runs already.
 */
const port = Number(process.env.LUMA_E2E_PORT ?? 3900);
const address = process.env.LUMA_E2E_URL ?? `http://localhost:${port}`;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: ".cache/e2e",
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : "list",
  use: {
    baseURL: address,
    locale: "en-US",
    timezoneId: "America/New_York",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.CHROME_PATH && { executablePath: process.env.CHROME_PATH }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
      ],
    },
  },
  ...(!process.env.LUMA_E2E_URL && {
    webServer: {
      command: "node scripts/start.mjs",
      url: `${address}/api/health`,
      timeout: 180_000,
      reuseExistingServer: false,
      gracefulShutdown: { signal: "SIGTERM", timeout: 8_000 },
      stdout: "pipe",
      stderr: "pipe",
      env: { PORT: String(port), APP_URL: address },
    },
  }),
});
