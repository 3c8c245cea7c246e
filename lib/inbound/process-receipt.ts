import { emailEventRank, parseResendEvent } from "@/lib/carriers/resend/webhooks";
import { receiptRank } from "@/lib/carriers/twilio/rank";
import { twilioFailure } from "@/lib/carriers/twilio/codes";
import { parseTwilioCallStatus, parseTwilioInbound, parseTwilioMessageStatus } from "@/lib/carriers/twilio/webhooks";
import { withContext, type Ctx } from "@/lib/context";
import { unseal } from "@/lib/crypto/keyring";
import { openTask } from "@/lib/tasks/open-task";
import { actOnSms, hearSms } from "./process-sms";
import type { InboundSms } from "./understand-sms";
import { applyReceipt, type Receipt } from "./receipts";
import type { StoredReceipt } from "./store-receipt";

const actor = { kind: "workflow", name: "inbound" } as const;
const MAX_ATTEMPTS = 6;

export type Processed = "done" | "gone" | "dead" | "wait";

/**
 * Works on one stored webhook. Suppression runs first, in a transaction of its own: a fault in the rest may not lose a STOP. Throws what
 * the rest throws, so that the workflow retries; after six tries the receipt is dead and a person is told. `wait`: a receipt that came
 * before our own record; it is tried again.
 */
export async function processReceipt(organizationId: string, receiptId: string): Promise<Processed> {
  const scope = { organizationId, actor };
  const taken = await withContext(scope, (ctx) => take(ctx, receiptId));
  if (!taken) return "gone";
  try {
    const stored = JSON.parse(unseal(taken.payload, taken.keyId).toString()) as StoredReceipt;
    const sms = stored.kind === "sms-inbound" ? toSms(stored, taken.receivedAt) : undefined;
    if (sms) await withContext(scope, (ctx) => hearSms(ctx, sms));
    return await withContext(scope, async (ctx) => {
      if (!(await stillNew(ctx, receiptId))) return "gone";
      const done = sms ? (await actOnSms(ctx, sms), true) : await applyStored(ctx, stored);
      if (!done && taken.attempts < MAX_ATTEMPTS) return "wait";
      await finish(ctx, receiptId, "done");
      return "done";
    });
  } catch (error) {
    if (taken.attempts < MAX_ATTEMPTS && !(error instanceof UnusableReceipt)) throw error;
    await withContext(scope, async (ctx) => {
      await finish(ctx, receiptId, "dead", error instanceof Error ? error.name : "error");
      await openTask(ctx, { kind: "receipt-dead", detail: { kind: taken.kind }, dedupeKey: `receipt-dead:${receiptId}` });
    });
    return "dead";
  }
}

/** A stored webhook that no retry can make readable. */
class UnusableReceipt extends Error {
  override readonly name = "UnusableReceipt";
}

type Taken = {
  payload: Buffer;
  keyId: string;
  attempts: number;
  kind: string;
  /** In product time, as far as the clock was not moved since. */
  receivedAt: Date;
};

/** Counts the try, in a transaction of its own: what cannot even be opened is counted too, and in the end given to a person. */
async function take(ctx: Ctx, id: string): Promise<Taken | undefined> {
  const [row] = await ctx.sql<Omit<Taken, "receivedAt"> & { ageMs: number }>(
    `update webhook_receipt set attempts = attempts + 1 where organization_id = $1 and id = $2 and state = 'new' returning payload_sealed as payload, key_id as "keyId", attempts, kind,
       greatest(0, extract(epoch from clock_timestamp() - received_at) * 1000)::float8 as "ageMs"`,
    [ctx.organizationId, id],
  );
  return row && { ...row, receivedAt: new Date(ctx.now.getTime() - row.ageMs) };
}

/** Locks the receipt for the rest of the transaction, so that two workers cannot act on it twice. */
async function stillNew(ctx: Ctx, id: string): Promise<boolean> {
  return (
    (
      await ctx.sql("select 1 from webhook_receipt where organization_id = $1 and id = $2 and state = 'new' for update", [
        ctx.organizationId,
        id,
      ])
    ).length > 0
  );
}

async function finish(ctx: Ctx, id: string, state: "done" | "dead", error?: string): Promise<void> {
  await ctx.sql("update webhook_receipt set state = $3, error = $4, done_at = clock_timestamp() where organization_id = $1 and id = $2", [
    ctx.organizationId,
    id,
    state,
    error ?? null,
  ]);
}

function toSms(stored: StoredReceipt, receivedAt: Date): InboundSms {
  const parsed = parseTwilioInbound(new URLSearchParams(stored.fields));
  if (!parsed.ok) throw new UnusableReceipt(parsed.error.message);
  // Postgres keeps no null byte in a text, and a STOP may not fail for one.
  return { ...parsed.value, body: parsed.value.body.replaceAll("\0", ""), receivedAt };
}

async function applyStored(ctx: Ctx, stored: StoredReceipt): Promise<boolean> {
  const receipt = toReceipt(stored);
  return receipt === "ignored" || (await applyReceipt(ctx, receipt));
}

/** One shape for receipts of texts, calls and e-mails. */
export function toReceipt(stored: StoredReceipt): Receipt | "ignored" {
  const form = new URLSearchParams(stored.fields);
  const url = `https://receipt.invalid/?${new URLSearchParams(stored.query)}`;
  if (stored.kind === "email-event") return emailReceipt(stored.fields.body ?? "");
  if (stored.kind === "call-status") {
    const parsed = parseTwilioCallStatus(form, url);
    if (!parsed.ok) throw new UnusableReceipt(parsed.error.message);
    const { callSid, status, attemptId, errorCode } = parsed.value;
    const failed = status === "busy" || status === "no-answer" || status === "failed" || status === "canceled";
    return {
      providerId: callSid,
      attemptId,
      rank: receiptRank(status),
      outcome: status === "completed" ? "delivered" : failed ? "undelivered" : "under-way",
      ...(failed && { errorCode: errorCode ?? status, failure: "passing" as const }),
    };
  }
  const parsed = parseTwilioMessageStatus(form, url);
  if (!parsed.ok) throw new UnusableReceipt(parsed.error.message);
  const { messageSid, status, attemptId, errorCode } = parsed.value;
  const outcome =
    status === "delivered" || status === "read"
      ? "delivered"
      : status === "sent"
        ? "sent"
        : status === "undelivered" || status === "failed"
          ? "undelivered"
          : "under-way";
  return {
    providerId: messageSid,
    attemptId,
    rank: receiptRank(status),
    outcome,
    ...(errorCode !== undefined && { errorCode, failure: twilioFailure(errorCode) }),
  };
}

function emailReceipt(body: string): Receipt | "ignored" {
  const parsed = parseResendEvent(body);
  if (!parsed.ok) throw new UnusableReceipt(parsed.error.message);
  if (parsed.value === "ignored") return "ignored";
  const { event, emailId, attemptId, reason, passing } = parsed.value;
  const base = { providerId: emailId, attemptId, rank: emailEventRank(event) };
  switch (event) {
    case "email.sent":
      return { ...base, outcome: "sent" };
    case "email.delivered":
      return { ...base, outcome: "delivered" };
    case "email.delivery_delayed":
      return { ...base, outcome: "under-way" };
    case "email.complained":
      return { ...base, outcome: "delivered", complaint: true };
    case "email.suppressed":
      return {
        ...base,
        outcome: "undelivered",
        errorCode: reason ?? "suppressed",
        failure: reason === "previous_complaint" ? "opted-out" : "permanent",
      };
    default:
      return {
        ...base,
        outcome: "undelivered",
        errorCode: reason ?? event.replace("email.", ""),
        failure: passing ? "passing" : "permanent",
      };
  }
}
