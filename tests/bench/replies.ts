/**
 * Scores the reading of replies by the labelled replies: how much of what may be acted on is, and that nothing else is. Of the held-out split it prints
 * counts, and ids of wrong actions, never texts. Run: npm run bench replies (-- --missed lists what the dev split misses)
 */
import { labelledReplies, scoreOf, scoreReply, type Scored } from "@/lib/replies/score.test-support";

const scored = labelledReplies().map(scoreReply);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function line(name: string, part: readonly Scored[]): string {
  const s = scoreOf(part);
  const cells = [name.padEnd(22), s.replies, s.actionable, s.right, percent(s.coverage), s.byLaw, s.wrong, `< ${percent(s.bound)}`];
  return cells.map((cell, i) => (i === 0 ? String(cell) : String(cell).padStart(i === 4 || i === 7 ? 10 : 8))).join("");
}

console.log(
  ["split, language".padEnd(22), "replies", "actionable", "right", "coverage", "by law", "wrong", "95 % bound"]
    .map((head, i) => (i === 0 ? head : ` ${head}`))
    .join(" "),
);
for (const split of ["dev", "held-out"] as const) {
  const part = scored.filter((one) => one.reply.split === split);
  for (const language of new Set(part.map((one) => one.reply.language)))
    console.log(
      line(
        `${split} ${language}`,
        part.filter((one) => one.reply.language === language),
      ),
    );
  console.log(line(`${split}, all`, part));
}
const wrong = scored.filter((one) => one.verdict === "wrong");
if (wrong.length) console.log(`wrong actions: ${wrong.map((one) => `${one.reply.id} (${one.action})`).join(", ")}`);
if (process.argv.includes("--missed"))
  for (const one of scored.filter((s) => s.reply.split === "dev" && (s.verdict === "missed" || s.verdict === "wrong")))
    console.log(`${one.verdict} ${one.reply.id} ${one.reply.safe.join("/")} [${one.action ?? "-"} ${one.rule}] ${one.reply.text}`);
const { right } = scoreOf(scored);
console.log(`replies: ${right} right actions, ${wrong.length} wrong; target 0 wrong`);
if (wrong.length) process.exitCode = 1;
