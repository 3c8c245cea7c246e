import { classifyReply } from "./classify";
import type { Intent, Reply, ReplyContext } from "./types";

/** A reminder is open and may be confirmed or cancelled. */
export const open: ReplyContext = {
  language: "en",
  question: { kind: "reminder" },
  optedOut: false,
  cancelMode: "A",
  answersAllowed: "confirm-cancel",
};
export const spanish: ReplyContext = { ...open, language: "es" };
export const nothingOpen: ReplyContext = { ...open, question: undefined };

export function said(text: string, ctx: ReplyContext = open): string {
  const reply = classifyReply(text, ctx);
  return `${reply.intent} ${reply.act}`;
}

/** Neither the visit nor the consent may be touched. */
export function touchesNothing(reply: Reply): boolean {
  const acts: Intent[] = ["confirm", "cancel", "opt-out", "ambiguous-cancel", "opt-in"];
  return reply.act !== "act" || !acts.includes(reply.intent);
}
