import { describe, expect, test } from "vitest";
import { EnvError, isLocalDatabase, parseEnv } from "./env";

const key = Buffer.alloc(32, 7).toString("base64");
const demo = {
  DATABASE_URL: "postgres://luma_app@127.0.0.1:5432/luma",
  NEXTAUTH_SECRET: "s".repeat(40),
  LINK_KEYS: `2:${key},1:${key}`,
  ENCRYPTION_KEYS: `2026:${key}`,
};
const carriers = { TWILIO_ACCOUNT_SID: `AC${"a".repeat(32)}`, TWILIO_AUTH_TOKEN: "t".repeat(32), RESEND_API_KEY: "re_key" };
const live = { ...demo, ...carriers, DATABASE_URL: "postgres://luma_app@db.example/luma", APP_URL: "https://clinic.example" };

function messageOf(source: Record<string, string | undefined>): string {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  return "";
}

describe("environment", () => {
  test("[OPS-03] live unless the database is local and no carrier keys are set", () => {
    expect(parseEnv(demo)).toMatchObject({ mode: "demo", engine: "embedded", serverless: false });
    expect(parseEnv(live).mode).toBe("live");
    expect(parseEnv({ ...demo, ...carriers }).mode).toBe("live");
    expect(parseEnv({ ...demo, TWILIO_AUTH_TOKEN: "" }).mode).toBe("demo");
  });

  test("[OPS-03] every wrong variable is named with what to do, all at once", () => {
    expect(messageOf({})).toMatch(
      /DATABASE_URL: is missing[^]*NEXTAUTH_SECRET: is missing[^]*LINK_KEYS: is missing[^]*ENCRYPTION_KEYS: is missing/,
    );
    expect(messageOf({ ...demo, NEXTAUTH_SECRET: "short" })).toContain("NEXTAUTH_SECRET: must be at least 32 characters");
    expect(messageOf({ ...demo, LINK_KEYS: `main:${key}` })).toContain("LINK_KEYS: must be");
    expect(messageOf({ ...demo, ENCRYPTION_KEYS: "2026:c2hvcnQ=" })).toContain("ENCRYPTION_KEYS: must be");
    expect(messageOf({ ...demo, DATABASE_URL: "mysql://x" })).toContain("DATABASE_URL: must be a postgres:// address");
  });

  test("[OPS-03] live refuses the simulator, missing keys, plain http and the embedded engine on serverless hosts", () => {
    expect(messageOf({ ...live, SIMULATOR_URL: "http://127.0.0.1:4010" })).toContain("SIMULATOR_URL: live mode refuses");
    expect(messageOf({ ...live, RESEND_API_KEY: undefined })).toContain("RESEND_API_KEY: is missing; live mode needs");
    expect(messageOf({ ...live, APP_URL: "http://clinic.example" })).toContain("APP_URL: must be https://");
    expect(messageOf({ ...live, VERCEL: "1" })).toContain("a serverless host cannot run the embedded engine");
    const keys = { INNGEST_EVENT_KEY: "k", INNGEST_SIGNING_KEY: "signkey-prod-00" };
    expect(parseEnv({ ...live, VERCEL: "1", ...keys })).toMatchObject({ engine: "inngest", serverless: true });
  });

  test("[OPS-03] with Inngest, live takes signed calls only; a demo may use a development server", () => {
    const server = { INNGEST_BASE_URL: "http://inngest.internal:8288" };
    expect(messageOf({ ...live, ...server })).toContain("INNGEST_SIGNING_KEY: is missing");
    expect(messageOf({ ...live, ...server })).toContain("INNGEST_EVENT_KEY: is missing");
    expect(messageOf({ ...live, ...server, INNGEST_DEV: "1" })).toContain("INNGEST_DEV: must not be set in live mode");
    expect(parseEnv({ ...demo, ...server, INNGEST_DEV: "1" }).engine).toBe("inngest");
    expect(parseEnv({ ...demo, INNGEST_DEV: "0" }).engine).toBe("embedded");
  });

  test("[OPS-03] demo refuses a database elsewhere and real keys", () => {
    expect(messageOf({ ...demo, LUMA_MODE: "demo", DATABASE_URL: live.DATABASE_URL })).toContain("demo needs a local database");
    expect(messageOf({ ...demo, ...carriers, LUMA_MODE: "demo" })).toContain("demo never uses real carriers");
    for (const [address, local] of [
      ["postgres://a@localhost/x", true],
      ["postgres://a@[::1]:5/x", true],
      ["postgres://a@localhost.evil.example/x", false],
      ["nonsense", false],
    ] as const)
      expect(isLocalDatabase(address)).toBe(local);
  });
});
