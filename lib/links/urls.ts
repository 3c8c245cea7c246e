import { env } from "@/lib/env";

const at = (path: string): string => new URL(path, env().APP_URL).href;

/** Addresses behind link tokens. A GET of any of them changes nothing. */
export const linkUrls = {
  appointment: (token: string): string => at(`/p/${token}`),
  confirm: (token: string): string => at(`/p/${token}/confirm`),
  cancel: (token: string): string => at(`/p/${token}/cancel`),
  calendar: (token: string): string => at(`/p/${token}/calendar.ics`),
  /** Of a path made by logoPath. */
  logo: (path: string): string => at(path),
  preferences: (token: string): string => at(`/p/${token}/preferences`),
  /** One-click unsubscribe (RFC 8058): POST acts, GET leads to a page with a button. */
  unsubscribe: (token: string): string => at(`/api/unsubscribe/${token}`),
};

/** Addresses that a carrier calls; the account id finds the organization, the signature proves the carrier. */
export const webhookUrls = {
  smsInbound: (accountId: string): string => at(`/api/webhooks/twilio/${accountId}/sms`),
  smsStatus: (accountId: string): string => at(`/api/webhooks/twilio/${accountId}/status`),
  incomingCall: (accountId: string): string => at(`/api/webhooks/twilio/${accountId}/incoming-call`),
  voice: (accountId: string, messageId: string): string => at(`/api/webhooks/twilio/${accountId}/voice?message=${messageId}`),
  gather: (accountId: string, messageId: string): string => at(`/api/webhooks/twilio/${accountId}/gather?message=${messageId}`),
  callStatus: (accountId: string): string => at(`/api/webhooks/twilio/${accountId}/call-status`),
  email: (accountId: string): string => at(`/api/webhooks/resend/${accountId}`),
};
