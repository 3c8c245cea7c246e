import { z } from "zod";

/** The only place that reads the environment. Validated once; a wrong variable gives a message of its own. */
const url = z.string().regex(/^postgres(ql)?:\/\//, "must be a postgres:// address");
const keyring = (name: RegExp, example: string) =>
  z.string().refine(
    (text) =>
      text.split(",").every((part) => {
        const at = part.indexOf(":");
        return at > 0 && name.test(part.slice(0, at)) && Buffer.from(part.slice(at + 1), "base64").length === 32;
      }),
    `must be "${example}:base64 of 32 bytes", several separated by commas, the newest first`,
  );

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  LUMA_MODE: z.enum(["demo", "live"]).optional(),
  APP_URL: z.url().default("http://localhost:3000"),
  DATABASE_URL: url,
  DATABASE_WORKER_URL: url.optional(),
  DATABASE_DIRECT_URL: url.optional(),
  DATABASE_ENGINE_URL: url.optional(),
  NEXTAUTH_SECRET: z.string().min(32, "must be at least 32 characters of secret"),
  LINK_KEYS: keyring(/^[1-9]\d{0,3}$/, "number"),
  ENCRYPTION_KEYS: keyring(/^[\w-]+$/, "name"),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/, "must look like AC followed by 32 hex digits")
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().min(16).optional(),
  RESEND_API_KEY: z.string().startsWith("re_", "must start with re_").optional(),
  /** Who e-mails about accounts are from (`Luma <no-reply@…>`), a domain of the Resend account; without it, each organization's own e-mail sender. */
  MAIL_FROM: z.string().includes("@", { message: "must be an e-mail address" }).optional(),
  SIMULATOR_URL: z.url().optional(),
  INNGEST_BASE_URL: z.url().optional(),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  INNGEST_DEV: z.string().optional(),
  INNGEST_SERVE_ORIGIN: z.url().optional(),
  /** Bearer token for /api/metrics; without it there is no such address. */
  SECURITY_CONTACT: z.email("must be an e-mail address").optional(),
  METRICS_TOKEN: z.string().min(16, "must be at least 16 characters").optional(),
  /** Bearer token for /api/cron/…, as Vercel sends it; without it there is no such address. */
  CRON_SECRET: z.string().min(16, "must be at least 16 characters").optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  VERCEL: z.string().optional(),
  AWS_LAMBDA_FUNCTION_NAME: z.string().optional(),
});

export type Env = z.output<typeof schema> & { mode: "demo" | "live"; engine: "embedded" | "inngest"; serverless: boolean };

export class EnvError extends Error {}

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);

/** True where the database address names this machine. */
export function isLocalDatabase(databaseUrl: string): boolean {
  try {
    return LOCAL.has(new URL(databaseUrl).hostname);
  } catch {
    return false;
  }
}

/**
 * Parses an environment. Mode is live unless the database is local and no carrier keys are set. Live refuses the
 * simulator and missing carrier keys; the embedded engine refuses serverless hosts. Throws EnvError listing every
 * wrong variable with what to do.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, v]) => v !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new EnvError(
      `The environment is not complete:\n${parsed.error.issues.map((i) => `  ${i.path.join(".")}: ${given[String(i.path[0])] === undefined ? "is missing" : i.message}`).join("\n")}`,
    );
  const e = parsed.data;
  const keys = Boolean(e.TWILIO_AUTH_TOKEN ?? e.TWILIO_ACCOUNT_SID ?? e.RESEND_API_KEY);
  const mode = e.LUMA_MODE ?? (isLocalDatabase(e.DATABASE_URL) && !keys ? "demo" : "live");
  const serverless = Boolean(e.VERCEL ?? e.AWS_LAMBDA_FUNCTION_NAME);
  const inngestDev = e.INNGEST_DEV !== undefined && !["0", "false"].includes(e.INNGEST_DEV);
  const engine = e.INNGEST_BASE_URL || e.INNGEST_EVENT_KEY || inngestDev ? "inngest" : "embedded";
  const wrong: string[] = [];
  if (mode === "demo" && !isLocalDatabase(e.DATABASE_URL))
    wrong.push("LUMA_MODE: demo needs a local database; unset it, or point DATABASE_URL at this machine");
  if (mode === "demo" && keys) wrong.push("LUMA_MODE: demo never uses real carriers; unset TWILIO_… and RESEND_…, or use live");
  if (mode === "live") {
    if (e.SIMULATOR_URL) wrong.push("SIMULATOR_URL: live mode refuses the simulator; unset it");
    for (const k of ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "RESEND_API_KEY"] as const)
      if (!e[k]) wrong.push(`${k}: is missing; live mode needs the carriers' keys`);
    if (serverless && engine === "embedded")
      wrong.push("INNGEST_EVENT_KEY: is missing; a serverless host cannot run the embedded engine, use Inngest");
    if (inngestDev) wrong.push("INNGEST_DEV: must not be set in live mode; calls that nobody signed would be taken");
    else if (engine === "inngest")
      for (const k of ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"] as const)
        if (!e[k]) wrong.push(`${k}: is missing; live mode takes only calls that Inngest signed`);
    if (!e.APP_URL.startsWith("https://") && !isLocalDatabase(e.DATABASE_URL)) wrong.push("APP_URL: must be https:// in live mode");
  }
  if (wrong.length) throw new EnvError(`The environment does not fit the mode "${mode}":\n${wrong.map((w) => `  ${w}`).join("\n")}`);
  return { ...e, mode, engine, serverless };
}

let cached: Env | undefined;

/** The process's environment, parsed once. */
export function env(): Env {
  return (cached ??= parseEnv(process.env));
}

/** Tests only: the next env() parses again. */
export function forgetEnv(): void {
  cached = undefined;
}

/** next-auth reads its public address from the environment by itself; ours is the one that counts. */
export function publishForNextAuth(): void {
  process.env.NEXTAUTH_URL = env().APP_URL;
}
