const START = new Set(["START", "UNSTOP"]);
const HELP = new Set(["HELP", "INFO"]);

/**
 * Whether the carrier has answered a START or HELP itself, so that a second answer from us would be one too many. Carriers compare single words only.
 * An exact STOP needs no such rule: our confirmation is tried, and refused where the carrier took the word.
 */
export function carrierAnswered(text: string, sender: { keywordAnswers: "carrier" | "ours" }, optOutType?: string): boolean {
  if (optOutType === "START" || optOutType === "HELP") return true;
  const word = text.trim().toUpperCase();
  return sender.keywordAnswers === "carrier" && (START.has(word) || HELP.has(word));
}
