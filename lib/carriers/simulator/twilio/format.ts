/** Messages and calls as Twilio's API shows them. */
import type { Call, Message } from "@/lib/carriers/simulator/state";

const VERSION = "2010-04-01";

/** RFC 2822 in UTC: `Thu, 24 Aug 2023 05:01:45 +0000`. */
export function rfc2822(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}

export function messageJson(message: Message, redacted: boolean): Record<string, unknown> {
  const uri = `/${VERSION}/Accounts/${message.account}/Messages/${message.sid}`;
  const service = message.from.startsWith("MG");
  return {
    account_sid: message.account,
    api_version: VERSION,
    body: redacted ? "" : message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt ? rfc2822(message.sentAt) : null,
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.code === undefined ? null : Number(message.code),
    error_message: null,
    from: service ? null : message.from,
    messaging_service_sid: service ? message.from : null,
    num_media: "0",
    num_segments: String(message.segments),
    price: null,
    price_unit: "USD",
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}

export function callJson(call: Call): Record<string, unknown> {
  const uri = `/${VERSION}/Accounts/${call.account}/Calls/${call.sid}`;
  return {
    account_sid: call.account,
    answered_by: call.answeredBy ?? null,
    api_version: VERSION,
    caller_name: null,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    direction: call.inbound ? "inbound" : "outbound-api",
    duration: call.seconds === undefined ? null : String(call.seconds),
    end_time: call.endedAt ? rfc2822(call.endedAt) : null,
    forwarded_from: null,
    from: call.from,
    from_formatted: call.from,
    group_sid: null,
    parent_call_sid: null,
    phone_number_sid: null,
    price: null,
    price_unit: "USD",
    queue_time: "0",
    sid: call.sid,
    start_time: call.startedAt ? rfc2822(call.startedAt) : null,
    status: call.status,
    subresource_uris: { recordings: `${uri}/Recordings.json` },
    to: call.to,
    to_formatted: call.to,
    trunk_sid: null,
    uri: `${uri}.json`,
  };
}
