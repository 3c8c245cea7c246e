/** A patient's text: opt-out words first, then the webhook of the number it was sent to. */
import type { SmsInbound } from "@/lib/carriers/simulator/entries";
import { HttpError } from "@/lib/carriers/simulator/http";
import { autoReplies, carrierWord } from "@/lib/carriers/simulator/twilio/opt-out";
import { postAsTwilio } from "@/lib/carriers/simulator/twilio/receipts";
import { readTwiml } from "@/lib/carriers/simulator/twilio/twiml";
import type { World } from "@/lib/carriers/simulator/world";

/** Where a number's inbound texts go. Throws 409 where nobody registered it and there is no default. */
function target(world: World, number: string): { account: string; url: string } {
  const own = world.state.numbers.get(number);
  const base = world.options.twilioWebhookBase?.replace(/\/$/, "");
  const url = own?.smsUrl ?? (base === undefined ? undefined : `${base}/sms`);
  const account = own?.account ?? world.options.twilio[0]?.accountSid;
  if (url === undefined || account === undefined) throw new HttpError(409, { message: "this number has no webhook" });
  return { account, url };
}

/** Takes a text from a phone. Resolves when the webhook was answered: `delivered` says whether with a 2xx. */
export async function receiveText(
  world: World,
  text: { from: string; to: string; body: string },
): Promise<{ sid: string; delivered: boolean }> {
  const { account, url } = target(world, text.to);
  const number = world.state.numbers.get(text.to);
  const sid = `SM${world.nextId()}`;
  const word = carrierWord(text.body, number, world.state.optedOut(text.to, text.from));
  const inbound: SmsInbound = { kind: "sms.inbound", sid, account, ...text, ...(word ? { optOut: word } : {}) };
  const logged = world.journal.record(inbound);
  if (word === "STOP" || word === "START") {
    void world.journal.record({ kind: "sms.opt-out", sender: text.to, phone: text.from, out: word === "STOP" });
  }
  const advanced = number?.optOut === "advanced";
  if (word) autoReply(world, account, text, autoReplies[word]);
  await logged;
  const fields: Record<string, string> = {
    AccountSid: account,
    ApiVersion: "2010-04-01",
    Body: text.body,
    From: text.from,
    MessageSid: sid,
    NumMedia: "0",
    NumSegments: "1",
    SmsMessageSid: sid,
    SmsSid: sid,
    SmsStatus: "received",
    To: text.to,
    ...(word && advanced ? { OptOutType: word } : {}),
  };
  const answer = await postAsTwilio(world, account, url, fields, sid);
  if (answer !== undefined) replyFromTwiml(world, account, text, answer);
  return { sid, delivered: answer !== undefined };
}

function autoReply(world: World, account: string, text: { from: string; to: string }, body: string): void {
  const sid = `SM${world.nextId()}`;
  void world.journal.record({ kind: "sms.auto-reply", sid, account, from: text.to, to: text.from, body });
}

/** A webhook may answer with `<Message>`; an opted-out phone does not get it. */
function replyFromTwiml(world: World, account: string, text: { from: string; to: string }, xml: string): void {
  const verbs = xml.includes("<Response") ? readTwiml(xml) : undefined;
  if (!verbs || world.state.optedOut(text.to, text.from)) return;
  for (const verb of verbs) if (verb.name === "Message") autoReply(world, account, text, verb.text);
}
