import { createHash } from "node:crypto";
import { verifyResendSignature } from "@/lib/carriers/resend/webhooks";
import { verifyTwilioSignature } from "@/lib/carriers/twilio/signature";
import { type Ctx, withContext } from "@/lib/context";
import { webhookSecret } from "@/lib/delivery/carriers";
import { env } from "@/lib/env";
import { resolveCarrierAccount } from "@/lib/tenancy/resolve";

const LIMIT = 256 * 1024;

export type Verified = {
  organizationId: string;
  accountId: string;
  body: string;
  form: URLSearchParams;
  query: URLSearchParams;
  url: string;
};

/** The answer to a webhook that is not let in: short, and the same for an unknown account and a forged signature. */
export class Refused extends Error {
  constructor(
    readonly status: 400 | 403 | 413,
    message: string,
  ) {
    super(message);
  }
}

/** Reads at most 256 kB of a request's body. */
async function readBody(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > LIMIT) throw new Refused(413, "too large");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > LIMIT) throw new Refused(413, "too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function secretOf(accountId: string, carrier: "twilio" | "resend"): Promise<{ organizationId: string; secret: string }> {
  const account = await resolveCarrierAccount(accountId);
  if (account?.carrier !== carrier) throw new Refused(403, "signature");
  const secret = await withContext({ organizationId: account.organizationId, actor: { kind: "webhook", carrier } }, (ctx: Ctx) =>
    webhookSecret(ctx, accountId),
  );
  if (!secret) throw new Refused(403, "signature");
  return { organizationId: account.organizationId, secret };
}

/** The public address a carrier was given: behind a proxy the request's own is another. */
function publicUrl(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return new URL(pathname + search, env().APP_URL).href;
}

/** Verifies a webhook of Twilio ([SEC-04]). Throws Refused. */
export async function verifiedTwilio(request: Request, accountId: string): Promise<Verified> {
  const body = await readBody(request);
  const form = new URLSearchParams(body);
  const { organizationId, secret } = await secretOf(accountId, "twilio");
  const url = publicUrl(request);
  if (!verifyTwilioSignature({ authTokens: [secret], signature: request.headers.get("x-twilio-signature"), url, form }))
    throw new Refused(403, "signature");
  return { organizationId, accountId, body, form, query: new URL(url).searchParams, url };
}

/** Verifies a webhook of Resend: Svix headers, five minutes of tolerance on the real clock. Throws Refused. */
export async function verifiedResend(request: Request, accountId: string, now: Date): Promise<Verified & { eventId: string }> {
  const body = await readBody(request);
  const { organizationId, secret } = await secretOf(accountId, "resend");
  const headers = {
    id: request.headers.get("svix-id"),
    timestamp: request.headers.get("svix-timestamp"),
    signature: request.headers.get("svix-signature"),
  };
  if (!verifyResendSignature({ secrets: [secret], headers, body, now })) throw new Refused(403, "signature");
  const url = publicUrl(request);
  return {
    organizationId,
    accountId,
    body,
    form: new URLSearchParams(),
    query: new URL(url).searchParams,
    url,
    eventId: headers.id ?? digest(body),
  };
}

export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
