/** POST and GET of Messages as Twilio answers them. No idempotency: two equal posts are two messages. */
import type { SmsAccepted } from "@/lib/carriers/simulator/entries";
import type { Message } from "@/lib/carriers/simulator/state";
import { twilioError } from "@/lib/carriers/simulator/twilio/errors";
import { messageJson } from "@/lib/carriers/simulator/twilio/format";
import { listPage } from "@/lib/carriers/simulator/twilio/listing";
import { fateOfText, refusalOfText } from "@/lib/carriers/simulator/twilio/numbers";
import type { TextDelivery } from "@/lib/carriers/simulator/twilio/receipts";
import { countSegments } from "@/lib/carriers/simulator/twilio/segments";
import type { World } from "@/lib/carriers/simulator/world";

const MAX_CHARACTERS = 1_600;

/** True for an absolute http(s) address. */
export function isUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Whole seconds, 1 to 36,000. */
function validPeriod(text: string | null): boolean {
  return text === null || (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 36_000);
}

/** The API error for this request, in the order in which Twilio checks. */
function refusal(world: World, delivery: TextDelivery, form: URLSearchParams): number | undefined {
  const to = form.get("To") ?? "";
  const sender = form.get("From") ?? form.get("MessagingServiceSid") ?? "";
  const body = form.get("Body") ?? "";
  const callback = form.get("StatusCallback");
  if (to === "") return 21604;
  if (sender === "") return 21603;
  if (body === "") return 21602;
  if (body.length > MAX_CHARACTERS) return 21617;
  if (callback !== null && !isUrl(callback)) return 21609;
  if (!validPeriod(form.get("ValidityPeriod"))) return 21624;
  const byNumber = refusalOfText(to, sender);
  if (byNumber !== undefined) return byNumber;
  if (world.state.optedOut(sender, to)) return 21610;
  return delivery.queued(sender) >= world.limits.queuePerSender ? 21611 : undefined;
}

/** Accepts or refuses a text. `forced`: the behaviour wants this code. Resolves when the acceptance is durable. */
export async function createMessage(
  world: World,
  delivery: TextDelivery,
  account: string,
  form: URLSearchParams,
  forcedFate: string | undefined,
): Promise<Record<string, unknown>> {
  const code = refusal(world, delivery, form);
  if (code !== undefined) throw twilioError(code);
  const to = form.get("To") ?? "";
  const body = form.get("Body") ?? "";
  const callback = form.get("StatusCallback");
  const validity = form.get("ValidityPeriod");
  const fate = forcedFate ?? fateOfText(to);
  const accepted: SmsAccepted = {
    kind: "sms.accepted",
    sid: `SM${world.nextId()}`,
    account,
    to,
    from: form.get("From") ?? form.get("MessagingServiceSid") ?? "",
    body,
    segments: countSegments(body),
    ...(callback === null ? {} : { statusCallback: callback }),
    ...(validity === null ? {} : { validitySeconds: Number(validity) }),
    ...(fate === undefined ? {} : { fate }),
  };
  await world.journal.record(accepted);
  const message = world.state.messages.get(accepted.sid);
  if (!message) throw new Error("an accepted message is missing");
  const answer = messageJson(message, false);
  delivery.start(message);
  return answer;
}

/** One text; throws 404 where there is none. */
export function fetchMessage(world: World, account: string, sid: string): Record<string, unknown> {
  const message = world.state.messages.get(sid);
  if (message?.account !== account) throw twilioError(20404);
  return messageJson(message, world.behaviour.twilio.redactBodies);
}

/** UTC day of a date, `YYYY-MM-DD`. */
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** `DateSent`, `DateSent<`, `DateSent>` (days, UTC): a text that was not sent yet has no such date and is not found. */
function sentInRange(message: Message, query: URLSearchParams): boolean {
  const on = query.get("DateSent");
  const before = query.get("DateSent<");
  const after = query.get("DateSent>");
  if (on === null && before === null && after === null) return true;
  if (!message.sentAt) return false;
  const day = dayOf(message.sentAt);
  return (
    (on === null || day === on.slice(0, 10)) &&
    (before === null || day <= before.slice(0, 10)) &&
    (after === null || day >= after.slice(0, 10))
  );
}

/** A page of texts, newest first. */
export function listMessages(world: World, account: string, query: URLSearchParams, path: string): unknown {
  const to = query.get("To");
  const from = query.get("From");
  const lag = world.behaviour.twilio.listingLagMs;
  const now = world.clock().getTime();
  const candidates = (to === null ? undefined : world.state.threads.get(to)) ?? [...world.state.messages.values()];
  const found = candidates
    .filter(
      (message) =>
        message.account === account &&
        (to === null || message.to === to) &&
        (from === null || message.from === from) &&
        now - message.createdAt.getTime() >= lag &&
        sentInRange(message, query),
    )
    .toReversed();
  const redacted = world.behaviour.twilio.redactBodies;
  return listPage("messages", found, (message) => messageJson(message, redacted), query, path);
}
