import { answerTwiml, reminderCallTwiml } from "@/lib/carriers/twilio/twiml";
import { voiceFor } from "@/lib/carriers/twilio/voices";
import { goodbyeIn } from "@/lib/inbound/goodbye";

/** What the carrier is given for a call, one element a line, and the voice that speaks it. Null where no voice speaks the language. */
export type CallScript = { voice: string; lines: string[] };

/** [TPL-07] The script of a call with this text: reminders wait for a key and are said twice, all else is said once. Pure. */
export function callScript(key: string, language: string, text: string): CallScript | null {
  const voice = voiceFor(language);
  if (!voice) return null;
  const twiml = key.startsWith("reminder")
    ? reminderCallTwiml({ language, message: text, answerUrl: "/", repeat: 1, goodbye: goodbyeIn(language) })
    : answerTwiml({ language, text });
  return {
    voice: voice.voice,
    lines: twiml
      .replace(/^<\?xml[^>]*\?>/, "")
      .replaceAll("><", ">\n<")
      .split("\n"),
  };
}
