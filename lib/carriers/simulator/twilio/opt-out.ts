/** Opt-out words as the carrier takes them: single words only, per pair of sender and phone. */
import type { NumberRegistered, OptOutKind } from "@/lib/carriers/simulator/entries";

const stop = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];
const start = new Set(["START", "YES", "UNSTOP"]);
const help = new Set(["HELP", "INFO"]);

/** What the carrier reads in a text; `YES` counts only from a phone that is opted out. */
export function carrierWord(
  body: string,
  number: Pick<NumberRegistered, "optOutWords"> | undefined,
  optedOut: boolean,
): OptOutKind | undefined {
  const word = body.trim().toUpperCase();
  const words = number?.optOutWords?.map((own) => own.toUpperCase()) ?? stop;
  if (word === "STOP" || words.includes(word)) return "STOP";
  if (start.has(word) && (word !== "YES" || optedOut)) return "START";
  return help.has(word) ? "HELP" : undefined;
}

/** The carrier's own answers. */
export const autoReplies: Record<OptOutKind, string> = {
  STOP: "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.",
  START:
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
  HELP: "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
};
