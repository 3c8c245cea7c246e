import { emptyTwiml } from "@/lib/carriers/twilio/twiml";
import { parseTwilioVoice } from "@/lib/carriers/twilio/webhooks";
import { withContext } from "@/lib/context";
import { REQUEST_ID_HEADER } from "@/lib/auth/header-names";
import { observe } from "@/lib/health/counters";
import { withSpan } from "@/lib/health/tracing";
import { isId, newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { clientIp, consume } from "@/lib/rate-limit";
import { withRequestId } from "@/lib/request-id";
import { tooMany } from "@/lib/security/limited";
import { WEBHOOK_REFUSALS } from "@/lib/security/rules";
import { takeIncomingCall } from "./incoming-call";
import { storeReceipt, type ReceiptKind } from "./store-receipt";
import { answerCall, pressKey } from "./voice";
import { digest, Refused, type Verified, verifiedResend, verifiedTwilio } from "./webhook-request";

const TWIML = { "content-type": "text/xml; charset=utf-8" };

/** Turns Refused into its short answer; anything else is the carrier's to try again. The request's id goes along, and its time is measured. */
async function guarded(request: Request, kind: string, work: () => Promise<Response>): Promise<Response> {
  const given = request.headers.get(REQUEST_ID_HEADER);
  const began = performance.now();
  const response = await withRequestId(isId(given) ? given : newId(), () =>
    withSpan("webhook", { "luma.kind": kind }, () => answered(work, clientIp(request.headers))),
  );
  observe("luma_webhook_seconds", { kind, status: String(response.status) }, (performance.now() - began) / 1_000);
  return response;
}

async function answered(work: () => Promise<Response>, ip: string): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) {
      log().warn({ status: error.status, why: error.message }, "webhook-refused");
      const slowed = await consume(WEBHOOK_REFUSALS, ip).catch(() => ({ ok: true }) as const);
      if (!slowed.ok) return tooMany(slowed.retryAfterSeconds);
      return new Response(error.message, { status: error.status });
    }
    log().error({ error: error instanceof Error ? error.name : "unknown" }, "webhook-failed");
    return new Response("try again", { status: 503 });
  }
}

const store = async (v: Verified, carrier: string, kind: ReceiptKind, dedupeKey: string): Promise<void> => {
  await withContext({ organizationId: v.organizationId, actor: { kind: "webhook", carrier } }, (ctx) =>
    storeReceipt(ctx, {
      carrier,
      dedupeKey,
      kind,
      fields: kind === "email-event" ? { body: v.body } : Object.fromEntries(v.form),
      query: Object.fromEntries(v.query),
    }),
  );
};

/** A text from a patient, or a receipt of a text or call: verified, stored, 200. Everything else happens later. */
export function receiveTwilio(request: Request, accountId: string, kind: "sms" | "status" | "call-status"): Promise<Response> {
  return guarded(request, `twilio-${kind}`, async () => {
    const v = await verifiedTwilio(request, accountId);
    const f = (name: string): string => v.form.get(name) ?? "";
    if (kind === "sms") {
      await store(v, "twilio", "sms-inbound", f("MessageSid") || digest(v.body));
      return new Response(emptyTwiml(), { headers: TWIML });
    }
    const sid = kind === "status" ? f("MessageSid") : f("CallSid");
    const state = kind === "status" ? f("MessageStatus") : f("CallStatus");
    await store(v, "twilio", kind === "status" ? "sms-status" : "call-status", sid && state ? `${sid}:${state}` : digest(v.body));
    return new Response(null, { status: 204 });
  });
}

/** A call was answered, or a key pressed: what is said next. A key is acted on at once, because the patient is listening. */
export function speakTwilio(request: Request, accountId: string, kind: "voice" | "gather"): Promise<Response> {
  return guarded(request, `twilio-${kind}`, async () => {
    const v = await verifiedTwilio(request, accountId);
    const parsed = parseTwilioVoice(v.form);
    const messageId = v.query.get("message");
    if (!parsed.ok || !isId(messageId)) throw new Refused(400, "malformed");
    const scope = { organizationId: v.organizationId, actor: { kind: "webhook", carrier: "twilio" } as const };
    const { digits, machine } = parsed.value;
    const twiml = await withContext(scope, (ctx) =>
      kind === "gather" && digits !== undefined
        ? pressKey(ctx, { accountId, messageId, digits })
        : answerCall(ctx, { accountId, messageId, machine }),
    );
    if (!twiml) throw new Refused(400, "unknown call");
    return new Response(twiml, { headers: TWIML });
  });
}

/** [REM-22] A patient calls one of our numbers: who is put through, or what is said instead. */
export function receiveCallTwilio(request: Request, accountId: string): Promise<Response> {
  return guarded(request, "twilio-incoming-call", async () => {
    const v = await verifiedTwilio(request, accountId);
    const parsed = parseTwilioVoice(v.form);
    if (!parsed.ok) throw new Refused(400, "malformed");
    const { from, to, digits } = parsed.value;
    const twiml = await withContext({ organizationId: v.organizationId, actor: { kind: "webhook", carrier: "twilio" } }, (ctx) =>
      takeIncomingCall(ctx, { accountId, from, to, ...(digits !== undefined && { digits }) }),
    );
    if (!twiml) throw new Refused(400, "unknown number");
    return new Response(twiml, { headers: TWIML });
  });
}

/** What became of an e-mail. */
export function receiveResend(request: Request, accountId: string): Promise<Response> {
  return guarded(request, "resend", async () => {
    const v = await verifiedResend(request, accountId, new Date());
    await store(v, "resend", "email-event", v.eventId);
    return new Response(null, { status: 204 });
  });
}
