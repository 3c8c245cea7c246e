/** What the control API shows: schemas shared by the server and its client. Times are ISO, UTC. */
import { z } from "zod";

export const textView = z.object({
  sid: z.string(),
  /** `in`: to the phone (from the practice). `out`: written by the patient. */
  direction: z.enum(["in", "out"]),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  status: z.string(),
  code: z.string().optional(),
  /** The carrier answered by itself (opt-out words). */
  automatic: z.boolean(),
  at: z.string(),
});
export type TextView = z.infer<typeof textView>;

export const phoneView = z.object({
  number: z.string(),
  texts: z.number(),
  calls: z.number(),
  lastAt: z.string(),
  lastText: z.string(),
  /** Senders that this phone opted out of. */
  optedOutFrom: z.array(z.string()),
});
export type PhoneView = z.infer<typeof phoneView>;

export const callView = z.object({
  sid: z.string(),
  from: z.string(),
  to: z.string(),
  status: z.string(),
  /** The patient called. */
  inbound: z.boolean(),
  answeredBy: z.string().optional(),
  /** A key is expected now. */
  waiting: z.boolean(),
  lines: z.array(z.object({ who: z.enum(["practice", "patient", "line"]), text: z.string() })),
  seconds: z.number().optional(),
  at: z.string(),
});
export type CallView = z.infer<typeof callView>;

export const inboxView = z.object({ address: z.string(), emails: z.number(), lastAt: z.string(), lastSubject: z.string() });
export type InboxView = z.infer<typeof inboxView>;

export const emailView = z.object({
  id: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  replyTo: z.array(z.string()),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
  lastEvent: z.string(),
  at: z.string(),
});
export type EmailView = z.infer<typeof emailView>;

/** One entry of the log, without contents: what happened to whom. */
export const changeView = z.object({
  seq: z.number(),
  at: z.string(),
  kind: z.string(),
  /** Message, call or e-mail. */
  id: z.string().optional(),
  /** The phone or the address that a screen shows it under. */
  party: z.string().optional(),
});
export type ChangeView = z.infer<typeof changeView>;

export const changesView = z.object({ cursor: z.number(), changes: z.array(changeView) });
export type ChangesView = z.infer<typeof changesView>;

export const logEntry = z.looseObject({ seq: z.number(), at: z.string(), kind: z.string() });
export const logView = z.object({ cursor: z.number(), entries: z.array(logEntry) });
export type LogView = z.infer<typeof logView>;

const phone = z.string().regex(/^\+[1-9]\d{6,14}$/);

export const replyInput = z.object({ from: phone, to: phone, body: z.string().max(10_000) });
export const replyView = z.object({
  sid: z.string(),
  /** The product took the webhook. */
  delivered: z.boolean(),
});
export type ReplyView = z.infer<typeof replyView>;

/** A patient calls one of our numbers. */
export const incomingCallInput = z.object({ from: phone, to: phone });

export const keysInput = z.object({ digits: z.string().regex(/^[\d*#]{1,20}$/) });
export const numberInput = z.object({
  number: phone,
  /** Default: the first account. */
  accountSid: z.string().optional(),
  smsUrl: z.url().optional(),
  voiceUrl: z.url().optional(),
  optOut: z.enum(["carrier", "advanced"]).default("carrier"),
  optOutWords: z.array(z.string()).optional(),
});
/** An account that was set up while the stand-in runs, or has other keys now. */
export const accountInput = z.discriminatedUnion("carrier", [
  z.object({ carrier: z.literal("twilio"), accountSid: z.string(), authToken: z.string() }),
  z.object({
    carrier: z.literal("resend"),
    apiKey: z.string(),
    webhookUrl: z.url(),
    webhookSecret: z.string().optional(),
    domains: z.array(z.string()),
  }),
]);
export type AccountInput = z.input<typeof accountInput>;

export type NumberInput = z.input<typeof numberInput>;
