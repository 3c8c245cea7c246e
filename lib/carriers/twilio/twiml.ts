/** What a call says, as TwiML made by the SDK (which escapes the texts). */
import twilio from "twilio";
import { voiceFor, type Voice } from "@/lib/carriers/twilio/voices";

/** How long a key is waited for after the texts, in seconds. */
const WAIT_SECONDS = 8;

type Spoken = {
  /** BCP-47; must be one that `voiceFor` knows. */
  language: string;
};

export type ReminderCall = Spoken & {
  /** Who calls, said first in every round [47 CFR 64.1200(b)(1)]; left out where the message itself begins with it. */
  identify?: string;
  /** The reminder, with the number to call back. [47 CFR 64.1200(b)(2)] */
  message: string;
  /** "Press 1 to …", where the message does not end with it. */
  prompt?: string;
  /** Where the pressed key goes; without it the call takes no answer. */
  answerUrl?: string;
  /** How often all of it is said again when no key is pressed. */
  repeat: number;
  /** Said at the end, when no key was pressed. */
  goodbye: string;
};

function voiceOf({ language }: Spoken): Voice {
  const voice = voiceFor(language);
  if (!voice) throw new RangeError(`no voice speaks ${language}`);
  return voice;
}

/**
 * The script of a reminder call for a person: identify, say, ask for one key, repeat on silence.
 * Throws `RangeError` for a language without a voice.
 */
export function reminderCallTwiml(call: ReminderCall): string {
  const voice = voiceOf(call);
  const script = new twilio.twiml.VoiceResponse();
  for (let round = 0; round <= call.repeat; round += 1) {
    const asks = call.answerUrl !== undefined;
    const part = asks ? script.gather({ numDigits: 1, timeout: WAIT_SECONDS, method: "POST", action: call.answerUrl }) : script;
    if (call.identify !== undefined) part.say(voice, call.identify);
    part.say(voice, call.message);
    if (asks && call.prompt !== undefined) part.say(voice, call.prompt);
    else if (!asks) part.pause({ length: 1 });
  }
  script.say(voice, call.goodbye);
  script.hangup();
  return script.toString();
}

/** The script for voicemail: the text (which names the practice and its number), then hang up. Throws as above. */
export function voicemailTwiml(call: Spoken & { text: string }): string {
  const script = new twilio.twiml.VoiceResponse();
  script.pause({ length: 1 });
  script.say(voiceOf(call), call.text);
  script.hangup();
  return script.toString();
}

/** The script after a key: say what was done, then hang up; or, with `again`, wait once more for a key. Throws as above. */
export function answerTwiml(call: Spoken & { text: string; again?: { prompt: string; answerUrl: string } }): string {
  const voice = voiceOf(call);
  const script = new twilio.twiml.VoiceResponse();
  script.say(voice, call.text);
  if (call.again) {
    const gather = script.gather({ numDigits: 1, timeout: WAIT_SECONDS, method: "POST", action: call.again.answerUrl });
    if (call.again.prompt !== "") gather.say(voice, call.again.prompt);
  }
  script.hangup();
  return script.toString();
}

/** Puts a caller through to another number; the caller's own number is shown there. */
export function forwardTwiml(number: string): string {
  const script = new twilio.twiml.VoiceResponse();
  script.dial({ timeout: 30, answerOnBridge: true }, number);
  return script.toString();
}

/** What somebody hears who calls us and is not put through; with `answerUrl` a key may be pressed. Throws as above. */
export function heldCallTwiml(call: Spoken & { text: string; answerUrl?: string }): string {
  const voice = voiceOf(call);
  const script = new twilio.twiml.VoiceResponse();
  const part =
    call.answerUrl === undefined ? script : script.gather({ numDigits: 1, timeout: WAIT_SECONDS, method: "POST", action: call.answerUrl });
  part.say(voice, call.text);
  script.hangup();
  return script.toString();
}

/** Answers a text's webhook without a reply. */
export function emptyTwiml(): string {
  return new twilio.twiml.MessagingResponse().toString();
}
