/** What Twilio posts to us, as typed facts. Verify first (`verifyTwilioSignature`), then parse. */
import { z } from "zod";
import { attemptOf } from "@/lib/carriers/twilio/attempt";
import { MalformedWebhook, type Parsed } from "@/lib/carriers/types";

const phone = z.string().regex(/^\+?[\w:+.@-]{1,64}$/);
const messageSid = z.string().regex(/^(SM|MM)[0-9a-fA-F]{32}$/);
const callSid = z.string().regex(/^CA[0-9a-fA-F]{32}$/);
const accountSid = z.string().regex(/^AC[0-9a-fA-F]{32}$/);
const code = z
  .string()
  .regex(/^\d{1,6}$/)
  .optional();
/** Twilio sends empty fields for what it does not know. */
const filled = (form: URLSearchParams) => Object.fromEntries([...form].filter(([, value]) => value !== ""));

function parse<S extends z.ZodType>(what: string, schema: S, input: unknown): Parsed<z.output<S>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const fields = parsed.error.issues.map(({ path }) => String(path[0] ?? ""));
  return { ok: false, error: new MalformedWebhook("twilio", what, [...new Set(fields)]) };
}

const inbound = z
  .object({
    MessageSid: messageSid,
    AccountSid: accountSid,
    From: phone,
    To: phone,
    Body: z.string().default(""),
    NumMedia: z.coerce.number().int().min(0).default(0),
    OptOutType: z.enum(["STOP", "START", "HELP"]).optional(),
    MessagingServiceSid: z.string().optional(),
  })
  .transform((form) => ({
    messageSid: form.MessageSid,
    accountSid: form.AccountSid,
    from: form.From,
    to: form.To,
    body: form.Body,
    numMedia: form.NumMedia,
    ...(form.OptOutType === undefined ? {} : { optOutType: form.OptOutType }),
    ...(form.MessagingServiceSid === undefined ? {} : { messagingServiceSid: form.MessagingServiceSid }),
  }));
export type TwilioInbound = z.output<typeof inbound>;

/** A patient's text. `optOutType` is the carrier's own reading and wins over ours. */
export function parseTwilioInbound(form: URLSearchParams): Parsed<TwilioInbound> {
  return parse("inbound text", inbound, filled(form));
}

const messageStatus = z
  .object({ MessageSid: messageSid, AccountSid: accountSid, MessageStatus: z.string(), To: phone, ErrorCode: code })
  .transform((form) => ({
    messageSid: form.MessageSid,
    accountSid: form.AccountSid,
    status: form.MessageStatus,
    to: form.To,
    ...(form.ErrorCode === undefined ? {} : { errorCode: form.ErrorCode }),
  }));
export type TwilioMessageStatus = z.output<typeof messageStatus> & { attemptId?: string };

/** A text's receipt. `url`: the address it was posted to; our attempt's id is in it. Compare by `receiptRank`. */
export function parseTwilioMessageStatus(form: URLSearchParams, url: string): Parsed<TwilioMessageStatus> {
  return withAttemptOf(url, parse("message receipt", messageStatus, filled(form)));
}

const answeredBy = z.enum(["human", "machine_start", "machine_end_beep", "machine_end_silence", "machine_end_other", "fax", "unknown"]);
const callStatus = z
  .object({
    CallSid: callSid,
    AccountSid: accountSid,
    CallStatus: z.string(),
    To: phone,
    From: phone,
    CallDuration: z.coerce.number().int().min(0).optional(),
    SequenceNumber: z.coerce.number().int().min(0).optional(),
    AnsweredBy: answeredBy.optional().catch(undefined),
    ErrorCode: code,
  })
  .transform((form) => ({
    callSid: form.CallSid,
    accountSid: form.AccountSid,
    status: form.CallStatus,
    to: form.To,
    from: form.From,
    ...(form.CallDuration === undefined ? {} : { seconds: form.CallDuration }),
    ...(form.SequenceNumber === undefined ? {} : { sequence: form.SequenceNumber }),
    ...(form.AnsweredBy === undefined ? {} : { answeredBy: form.AnsweredBy }),
    ...(form.ErrorCode === undefined ? {} : { errorCode: form.ErrorCode }),
  }));
export type TwilioCallStatus = z.output<typeof callStatus> & { attemptId?: string };

/** A call's receipt. `url` as above. */
export function parseTwilioCallStatus(form: URLSearchParams, url: string): Parsed<TwilioCallStatus> {
  return withAttemptOf(url, parse("call receipt", callStatus, filled(form)));
}

const voiceRequest = z
  .object({
    CallSid: callSid,
    AccountSid: accountSid,
    CallStatus: z.string(),
    To: phone,
    From: phone,
    AnsweredBy: answeredBy.optional().catch(undefined),
    Digits: z
      .string()
      .regex(/^[\d*#A-Dw]{1,32}$/)
      .optional(),
  })
  .transform((form) => ({
    callSid: form.CallSid,
    accountSid: form.AccountSid,
    status: form.CallStatus,
    to: form.To,
    from: form.From,
    /** True where voicemail or a fax took the call: leave the voicemail text. */
    machine: form.AnsweredBy !== undefined && /^(machine|fax)/.test(form.AnsweredBy),
    ...(form.Digits === undefined ? {} : { digits: form.Digits }),
  }));
export type TwilioVoiceRequest = z.output<typeof voiceRequest>;

/** Twilio asks what to say: when a call is answered (no `digits`) or after a key was pressed (`digits`). */
export function parseTwilioVoice(form: URLSearchParams): Parsed<TwilioVoiceRequest> {
  return parse("voice request", voiceRequest, filled(form));
}

function withAttemptOf<T extends object>(url: string, parsed: Parsed<T>): Parsed<T & { attemptId?: string }> {
  if (!parsed.ok || !URL.canParse(url)) return parsed;
  const attemptId = attemptOf(url);
  return { ok: true, value: attemptId === undefined ? parsed.value : { ...parsed.value, attemptId } };
}
