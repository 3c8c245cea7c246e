import { forgetEnv } from "@/lib/env";
import type { TestDatabase } from "./db";

const thirtyTwo = (fill: string): string => Buffer.alloc(32, fill).toString("base64");

/** The environment of a test: demo mode, fixed keys, the database given. Overrides are set, `undefined` unsets. */
export function testEnvironment(database?: Pick<TestDatabase, "urls">, overrides: Record<string, string | undefined> = {}): void {
  const wanted: Record<string, string | undefined> = {
    NODE_ENV: "test",
    LUMA_MODE: "demo",
    APP_URL: "http://localhost:3000",
    DATABASE_URL: database?.urls.app ?? "postgres://luma_app@localhost:1/none",
    DATABASE_WORKER_URL: database?.urls.worker,
    DATABASE_DIRECT_URL: database?.urls.app,
    NEXTAUTH_SECRET: "test-secret-test-secret-test-secret-test",
    LINK_KEYS: `1:${thirtyTwo("l")}`,
    ENCRYPTION_KEYS: `test:${thirtyTwo("e")}`,
    LOG_LEVEL: "silent",
    TWILIO_ACCOUNT_SID: undefined,
    TWILIO_AUTH_TOKEN: undefined,
    RESEND_API_KEY: undefined,
    SECURITY_CONTACT: undefined,
    ...overrides,
  };
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  forgetEnv();
}
