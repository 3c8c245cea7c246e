// Environments for child processes: .env read, test runs kept apart from the developer's own settings.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ROOT, readText, writeAtomic } from "./files.mjs";

const PRODUCT =
  /^(LUMA_|DATABASE_|APP_URL|NEXTAUTH_|LINK_KEYS|ENCRYPTION_KEYS|TWILIO_|RESEND_|SIMULATOR_|INNGEST_|LOG_LEVEL|VERCEL|AWS_LAMBDA|PORT$)/;

/** An environment without the product's own variables, so that a test run never touches a developer's database or carriers. */
export function cleanEnvironment(source) {
  return Object.fromEntries(Object.entries(source).filter(([name]) => !PRODUCT.test(name)));
}

/** Variables of a dotenv file: NAME=value lines, quotes optional, # comments. Missing file: none. */
export function readEnvFile(file) {
  const out = {};
  for (const raw of readText(file).split("\n")) {
    const found = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(raw);
    if (!found) continue;
    const [, name, value] = found;
    const quoted = /^(["'])(.*)\1$/.exec(value);
    out[name] = quoted ? quoted[2] : value.replace(/\s+#.*$/, "");
  }
  return out;
}

/** process.env over .env.local over .env of the checkout. */
export function givenEnvironment() {
  return { ...readEnvFile(path.join(ROOT, ".env")), ...readEnvFile(path.join(ROOT, ".env.local")), ...process.env };
}

/**
 * The secrets a demo needs, made once and kept in `<dataRoot>/demo.env` (readable by the owner only), so that links and
 * encrypted rows of yesterday still work today.
 */
export function demoSecrets(dataRoot) {
  const file = path.join(dataRoot, "demo.env");
  const known = readEnvFile(file);
  const fresh = {
    NEXTAUTH_SECRET: crypto.randomBytes(32).toString("base64url"),
    LINK_KEYS: `1:${crypto.randomBytes(32).toString("base64")}`,
    ENCRYPTION_KEYS: `k1:${crypto.randomBytes(32).toString("base64")}`,
  };
  const secrets = Object.fromEntries(Object.entries(fresh).map(([name, value]) => [name, known[name] || value]));
  if (Object.keys(secrets).some((name) => secrets[name] !== known[name])) {
    const text = Object.entries(secrets).map(([name, value]) => `${name}=${value}\n`);
    fs.mkdirSync(dataRoot, { recursive: true });
    writeAtomic(
      file,
      `# Made by npm start for this demo only. Deleting it makes old links and encrypted rows unreadable.\n${text.join("")}`,
      0o600,
    );
  }
  return secrets;
}
