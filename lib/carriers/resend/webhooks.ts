/** What Resend posts to us: verified as Svix signs it, then parsed into typed facts. [SEC-04] */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { ATTEMPT_TAG } from "@/lib/carriers/resend/email";
import { MalformedWebhook, type Parsed } from "@/lib/carriers/types";

/** How far a webhook's time may be from ours: a recorded one cannot be used later. */
const TOLERANCE_SECONDS = 5 * 60;

export type SvixHeaders = { id: string | null; timestamp: string | null; signature: string | null };

/**
 * Checks the `svix-id`, `svix-timestamp` and `svix-signature` headers over the raw body, in constant time.
 * `secrets` (`whsec_…`): the current one, and the former while it is being changed. `now`: the real time.
 */
export function verifyResendSignature(request: { secrets: string[]; headers: SvixHeaders; body: string; now: Date }): boolean {
  const { id, timestamp, signature } = request.headers;
  if (!id || !timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(request.now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const given = signature
    .split(" ")
    .filter((part) => part.startsWith("v1,"))
    .map((part) => Buffer.from(part.slice(3), "base64"));
  return request.secrets.some((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    if (key.length === 0) return false;
    const wanted = createHmac("sha256", key).update(`${id}.${timestamp}.${request.body}`, "utf8").digest();
    return given.some((one) => one.length === wanted.length && timingSafeEqual(one, wanted));
  });
}

/** Ends without arriving; only these say whether that passes. */
const failed: ReadonlySet<string> = new Set(["email.bounced", "email.failed", "email.suppressed"]);

const event = z
  .object({
    type: z.enum([
      "email.sent",
      "email.delivered",
      "email.delivery_delayed",
      "email.bounced",
      "email.complained",
      "email.failed",
      "email.suppressed",
    ]),
    created_at: z.coerce.date(),
    data: z.object({
      email_id: z.string().min(1),
      to: z.array(z.string()).min(1),
      tags: z.record(z.string(), z.string()).optional(),
      bounce: z.object({ type: z.string(), subType: z.string().optional() }).optional(),
      failed: z.object({ reason: z.string() }).optional(),
      suppressed: z.object({ reason: z.string() }).optional(),
    }),
  })
  .transform(({ type, created_at, data }) => {
    const attemptId = data.tags?.[ATTEMPT_TAG];
    const reason = data.bounce?.subType ?? data.failed?.reason ?? data.suppressed?.reason;
    return {
      event: type,
      emailId: data.email_id,
      to: data.to,
      at: created_at,
      ...(attemptId === undefined ? {} : { attemptId }),
      ...(reason === undefined ? {} : { reason }),
      /** False: this address will not work. True: its mailbox is full or away, or the failure is ours (a quota). */
      ...(failed.has(type) ? { passing: type === "email.failed" || (data.bounce !== undefined && data.bounce.type !== "Permanent") } : {}),
    };
  });
export type ResendEvent = z.output<typeof event>;

/**
 * An e-mail's receipt. `ignored` for kinds that we do not use (opened, clicked, contacts …): answer 200 and forget.
 * Repeats carry the same `svix-id`.
 */
export function parseResendEvent(body: string): Parsed<ResendEvent> | { ok: true; value: "ignored" } {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { ok: false, error: new MalformedWebhook("resend", "event", []) };
  }
  const kind = z.object({ type: z.string() }).safeParse(json).data?.type;
  const used = event.in.shape.type.options.some((option) => option === kind);
  if (kind !== undefined && !used) return { ok: true, value: "ignored" };
  const parsed = event.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const fields = parsed.error.issues.map(({ path }) => path.join("."));
  return { ok: false, error: new MalformedWebhook("resend", "event", [...new Set(fields)]) };
}

const ranks: Record<ResendEvent["event"], number> = {
  "email.sent": 3,
  "email.delivery_delayed": 3,
  "email.delivered": 4,
  "email.bounced": 5,
  "email.failed": 5,
  "email.suppressed": 5,
  "email.complained": 6,
};

/** The order of e-mail events, on the scale of `receiptRank`: only a higher one replaces a state. [RTY-10] */
export function emailEventRank(kind: ResendEvent["event"]): number {
  return ranks[kind];
}
