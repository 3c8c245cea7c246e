import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { expect, test } from "vitest";
import { parseEnv } from "@/lib/env";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const vercel = JSON.parse(read("vercel.json")) as {
  functions: Record<string, { maxDuration: number }>;
  crons: { path: string; schedule: string }[];
  buildCommand: string;
};

function routes(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? routes(`${folder}/${entry.name}`) : entry.name === "route.ts" ? [`${folder}/${entry.name}`] : [],
  );
}

test("[OPS-03] every function has an end: 60 s by default, at most 300 s where a route says so", () => {
  expect(vercel.functions).toEqual({ "app/**/*": { maxDuration: 60 } });
  const own = routes("app").flatMap((file) => {
    const found = /export const maxDuration = (\d+);/.exec(read(file))?.[1];
    return found ? [[file, Number(found)] as const] : [];
  });
  expect(own.length).toBeGreaterThan(4);
  for (const [file, seconds] of own) expect(seconds, file).toBeLessThanOrEqual(300);
});

test("[OPS-03] the crons call routes that exist: every minute the heartbeat, every night the upkeep", () => {
  expect(vercel.crons.map((cron) => [cron.path, cron.schedule])).toEqual([
    ["/api/cron/heartbeat", "* * * * *"],
    ["/api/cron/upkeep", "17 3 * * *"],
  ]);
  const route = read("app/api/cron/[job]/route.ts");
  for (const { path: at } of vercel.crons) expect(route).toContain(`"${at.split("/").at(-1)}"`);
});

test("[OPS-03] the embedded engine refuses a serverless host in live mode, and names the way out", () => {
  const live = {
    LUMA_MODE: "live",
    VERCEL: "1",
    APP_URL: "https://luma.example",
    DATABASE_URL: "postgres://luma_app@pooled.example:6432/luma",
    DATABASE_DIRECT_URL: "postgres://luma_app@direct.example:5432/luma",
    NEXTAUTH_SECRET: "x".repeat(32),
    LINK_KEYS: `1:${Buffer.alloc(32).toString("base64")}`,
    ENCRYPTION_KEYS: `k:${Buffer.alloc(32).toString("base64")}`,
    TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
    TWILIO_AUTH_TOKEN: "x".repeat(32),
    RESEND_API_KEY: "re_x",
  };
  expect(() => parseEnv(live)).toThrow(/INNGEST_EVENT_KEY: is missing; a serverless host cannot run the embedded engine/);
  expect(parseEnv({ ...live, INNGEST_EVENT_KEY: "k", INNGEST_SIGNING_KEY: "signkey-prod-00" })).toMatchObject({
    engine: "inngest",
    serverless: true,
  });
});
