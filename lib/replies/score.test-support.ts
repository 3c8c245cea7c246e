import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { classifyReply } from "./classify";
import type { Reply } from "./types";

const folder = fileURLToPath(new URL("../../tests/bench/replies", import.meta.url));

/** See tests/bench/replies/README.md. */
export type LabelledReply = {
  id: string;
  split: "dev" | "held-out";
  language: string;
  text: string;
  intent: string;
  also: string[];
  safe: string[];
};

/** What the product would do by itself with a reply, or nothing. */
export type Scored = {
  reply: LabelledReply;
  action: string | undefined;
  rule: string;
  /** `right`: what the patient wants. `wrong`: anything else. `by-law`: CANCEL stopped the texts. `missed`: a person has to do what could have been done. */
  verdict: "right" | "wrong" | "by-law" | "missed" | "rightly-nothing";
};

/** Every labelled reply of the files that frozen.json lists. */
export function labelledReplies(): LabelledReply[] {
  const { files } = JSON.parse(fs.readFileSync(path.join(folder, "frozen.json"), "utf8")) as { files: Record<string, string> };
  return Object.keys(files).flatMap((name) =>
    fs
      .readFileSync(path.join(folder, name), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as LabelledReply),
  );
}

/** An arrival is never more than told to the front desk, by a task of its own; that is what the product does about it. */
function actionOf(read: Reply): string | undefined {
  if (read.intent === "arrived") return "arrived";
  if (read.act !== "act") return undefined;
  return read.intent === "ambiguous-cancel" ? "opt-out" : read.intent;
}

/** One open reminder that asks for Y, N or R; CANCEL in mode A. */
export function scoreReply(reply: LabelledReply): Scored {
  const read = classifyReply(reply.text, {
    language: reply.language,
    question: { kind: "reminder" },
    optedOut: reply.intent === "opt-in",
    cancelMode: "A",
    answersAllowed: "confirm-cancel",
  });
  const action = actionOf(read);
  const verdict =
    action === undefined
      ? reply.safe.length > 0
        ? "missed"
        : "rightly-nothing"
      : reply.safe.includes(action)
        ? "right"
        : reply.intent === "ambiguous-cancel" && action === "opt-out"
          ? "by-law"
          : "wrong";
  return { reply, action, rule: read.rule, verdict };
}

export type Score = { replies: number; actionable: number; right: number; wrong: number; byLaw: number; coverage: number; bound: number };

/** `bound`: with that many actions and none wrong, the true rate of wrong actions is below it with 95 % confidence (rule of three). */
export function scoreOf(scored: readonly Scored[]): Score {
  const count = (verdict: Scored["verdict"]): number => scored.filter((one) => one.verdict === verdict).length;
  const actionable = scored.filter((one) => one.reply.safe.length > 0).length;
  const [right, wrong, byLaw] = [count("right"), count("wrong"), count("by-law")];
  return {
    replies: scored.length,
    actionable,
    right,
    wrong,
    byLaw,
    coverage: actionable ? right / actionable : 1,
    bound: 3 / Math.max(1, right + wrong),
  };
}
