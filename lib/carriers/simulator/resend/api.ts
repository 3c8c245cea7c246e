/** Resend's API as far as the product uses it: send one, read one, list the account's domains. */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { EmailAccepted } from "@/lib/carriers/simulator/entries";
import { HttpError, readBody, sendJson } from "@/lib/carriers/simulator/http";
import { misbehave, swallowAnswer } from "@/lib/carriers/simulator/misbehave";
import { PerSecond } from "@/lib/carriers/simulator/rate";
import { accountOf, deliverEmail } from "@/lib/carriers/simulator/resend/events";
import { sendSchema, type SendRequest } from "@/lib/carriers/simulator/resend/schema";
import type { Email } from "@/lib/carriers/simulator/state";
import { contentsOf, type World } from "@/lib/carriers/simulator/world";

const KEY_LIFE_MS = 24 * 3_600_000;

function resendError(statusCode: number, name: string, headers: Record<string, string> = {}): HttpError {
  return new HttpError(statusCode, { statusCode, name, message: name.replaceAll("_", " ") }, headers);
}

/** HTTP status of the error names that a behaviour may ask for. */
const statuses: Record<string, number> = {
  rate_limit_exceeded: 429,
  daily_quota_exceeded: 429,
  monthly_quota_exceeded: 429,
  invalid_api_key: 403,
  restricted_api_key: 401,
  missing_api_key: 401,
  validation_error: 403,
  internal_server_error: 500,
  application_error: 500,
};

export class ResendApi {
  private readonly rate = new PerSecond();
  constructor(private readonly world: World) {}

  /** Answers a request below `/emails`. Throws `HttpError`. */
  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const body = await readBody(request);
    if (await misbehave(this.world, "resend", response)) return;
    const account = this.authenticate(request.headers.authorization);
    if (!this.rate.allows(account, this.world.limits.emailsPerSecond, this.world.clock()))
      throw resendError(429, "rate_limit_exceeded", { "retry-after": "1" });
    if (request.method === "POST" && url.pathname === "/emails") {
      const key = request.headers["idempotency-key"];
      const id = await this.send(account, body, typeof key === "string" ? key : undefined);
      if (!swallowAnswer(this.world, "resend", response)) sendJson(response, 200, { id });
      return;
    }
    if (request.method === "GET" && url.pathname === "/domains") return sendJson(response, 200, this.domains(account));
    const id = /^\/emails\/([\w-]+)$/.exec(url.pathname)?.[1];
    if (request.method !== "GET" || id === undefined) throw resendError(404, "not_found");
    const email = this.world.state.emails.get(id);
    if (email?.account !== account) throw resendError(404, "not_found");
    sendJson(response, 200, this.emailJson(email, await contentsOf(this.world, email)));
  }

  private async send(account: string, body: string, key: string | undefined): Promise<string> {
    if (key !== undefined && (key.length < 1 || key.length > 256)) throw resendError(400, "invalid_idempotency_key");
    const fingerprint = createHash("sha256").update(body).digest("hex");
    const before = key === undefined ? undefined : this.earlier(account, key);
    if (before) {
      if (before.fingerprint !== fingerprint) throw resendError(409, "invalid_idempotent_request");
      await this.world.journal.flush();
      return before.id;
    }
    const request = parse(body);
    const { failRate, code } = this.world.behaviour.resend;
    if (this.world.chance(failRate)) {
      const name = code ?? "internal_server_error";
      throw resendError(statuses[name] ?? 422, name);
    }
    const accepted: EmailAccepted = {
      kind: "email.accepted",
      id: uuidOf(this.world.nextId()),
      account,
      to: request.to,
      from: request.from,
      replyTo: request.reply_to ?? [],
      subject: request.subject,
      html: request.html ?? "",
      text: request.text ?? "",
      headers: request.headers ?? {},
      tags: request.tags ?? [],
      ...(key === undefined ? {} : { idempotencyKey: key }),
      fingerprint,
    };
    await this.world.journal.record(accepted);
    const email = this.world.state.emails.get(accepted.id);
    if (!email) throw new Error("an accepted e-mail is missing");
    deliverEmail(this.world, email);
    return accepted.id;
  }

  /** The e-mail accepted under this key within 24 hours. */
  private earlier(account: string, key: string): Email | undefined {
    const email = this.world.state.emails.get(this.world.state.keys.get(`${account} ${key}`) ?? "");
    const age = email ? this.world.clock().getTime() - email.createdAt.getTime() : 0;
    return age < KEY_LIFE_MS ? email : undefined;
  }

  /** Every stand-in account has verified the domains that were told with it. */
  private domains(account: string): Record<string, unknown> {
    const known = this.world.options.resend.find(({ apiKey }) => accountOf(apiKey) === account);
    const data = (known?.domains ?? []).map((name) => ({
      id: uuidOf(createHash("sha256").update(name).digest("hex").slice(0, 32)),
      name,
      status: "verified",
      created_at: "2026-01-01 00:00:00.000000+00",
      region: "us-east-1",
    }));
    return { object: "list", has_more: false, data };
  }

  private emailJson(email: Email, contents: EmailAccepted): Record<string, unknown> {
    const redacted = this.world.behaviour.resend.redactBodies;
    return {
      object: "email",
      id: email.id,
      message_id: `<${email.id}@email.example.com>`,
      to: email.to,
      from: email.from,
      created_at: email.createdAt.toISOString().replace("T", " ").replace("Z", "000+00"),
      subject: email.subject,
      html: redacted ? "" : contents.html,
      text: redacted ? "" : contents.text,
      bcc: [],
      cc: [],
      reply_to: email.replyTo,
      last_event: email.lastEvent,
    };
  }

  private authenticate(header: string | undefined): string {
    if (header === undefined) throw resendError(401, "missing_api_key");
    const key = /^Bearer (.+)$/.exec(header)?.[1];
    const known = this.world.options.resend.find(({ apiKey }) => apiKey === key);
    if (!known) throw resendError(403, "invalid_api_key");
    return accountOf(known.apiKey);
  }
}

function parse(body: string): SendRequest {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw resendError(422, "validation_error");
  }
  const parsed = sendSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const missing = parsed.error.issues.some(({ code }) => code === "invalid_type");
  throw resendError(422, missing ? "missing_required_field" : "validation_error");
}

function uuidOf(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
