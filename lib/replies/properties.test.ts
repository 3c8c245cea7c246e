import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classifyReply } from "./classify";
import { open } from "./classify.test-support";
import type { ReplyContext } from "./types";
import { WORD_LISTS } from "./words";

const languages = Object.keys(WORD_LISTS);
const listsOf = (language: string) => [WORD_LISTS[language]!, WORD_LISTS.en!];
const contexts: ((language: string) => ReplyContext)[] = [
  (language) => ({ ...open, language }),
  (language) => ({ ...open, language, question: undefined }),
  (language) => ({ ...open, language, yesNoOnly: true }),
  (language) => ({ ...open, language, cancelMode: "B" }),
  (language) => ({ ...open, language, question: { kind: "pick", options: 3 } }),
  (language) => ({ ...open, language, question: { kind: "cancel-collision" } }),
];
/** What keyboards, phones and pranks put around a word without changing it. */
const around = fc.constantFrom(
  "",
  " ",
  "\n",
  ".",
  "!!",
  "…",
  "\u200B",
  "\u200F",
  "\u2060",
  "\uFEFF",
  "\u202E",
  " \u00A0",
  '"',
  "“",
  "\uFE0F",
);
const inside = fc.constantFrom("", "\u200B", "\u200D", "\u2060", "\u00AD", "\uFEFF", "\u034F");

const threaded = (word: string, thread: string): string => Array.from(word).join(thread);

describe("whatever stands around them", () => {
  test("[CON-11] an opt-out word alone is never read as anything else, in any language and context", () => {
    const word = fc
      .constantFrom(...languages)
      .chain((language) =>
        fc.record({ language: fc.constant(language), word: fc.constantFrom(...listsOf(language).flatMap((list) => list.optOut)) }),
      );
    fc.assert(
      fc.property(
        word,
        around,
        around,
        inside,
        fc.integer({ min: 0, max: contexts.length - 1 }),
        ({ language, word }, before, after, thread, which) => {
          // Marks that join or part letters may stand inside words of Latin letters only: elsewhere they are spelling.
          const text = before + (/^[a-z ]+$/i.test(word) ? threaded(word, thread) : word) + after;
          const reply = classifyReply(text, contexts[which]!(language));
          // A word that without accents means something else as well goes to a person.
          const ambiguous = reply.intent === "other" && reply.act === "staff" && reply.also.includes("opt-out");
          if (reply.intent !== "opt-out" && !ambiguous) throw new Error(`${language}: ${JSON.stringify(text)} was read as ${reply.intent}`);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test("[REM-11] no text with a word of a yes and a word of a no is ever acted on as either", () => {
    const mix = fc.constantFrom(...languages).chain((language) => {
      const lists = listsOf(language);
      const one = (words: string[]) => fc.constantFrom(...(words.length ? words : [""]));
      return fc.record({
        language: fc.constant(language),
        yes: one(lists.flatMap((list) => list.hints.confirm)),
        no: one(lists.flatMap((list) => list.hints.cancel)),
        filler: one(lists.flatMap((list) => [...list.polite, ...list.greetings, ...list.yesTails, ...list.noTails, "xyz"])),
        yesFirst: fc.boolean(),
        joint: fc.constantFrom(" ", ", ", ". ", " - ", "\n"),
      });
    });
    fc.assert(
      fc.property(mix, ({ language, yes, no, filler, yesFirst, joint }) => {
        if (!yes || !no || yes.includes(no) || no.includes(yes)) return;
        const text = [...(yesFirst ? [yes, no] : [no, yes]), filler].filter(Boolean).join(joint);
        const reply = classifyReply(text, { ...open, language });
        if (reply.act === "act" && (reply.intent === "confirm" || reply.intent === "cancel"))
          throw new Error(`${language}: ${JSON.stringify(text)} was acted on as ${reply.intent} (${reply.rule})`);
      }),
      { numRuns: 3_000 },
    );
  });

  test("[REM-11] words of one language, mixed at random, never confirm and never cancel with a no, a not or an if among them", () => {
    for (const language of languages)
      for (const word of WORD_LISTS[language]!.yesLeading)
        for (const doubt of ["not", "if", "unless", "cancel", "?"]) {
          const reply = classifyReply(`${word} ${doubt}`, { ...open, language });
          expect(reply.act === "act" && reply.intent === "confirm", `${language}: ${word} ${doubt}`).toBe(false);
        }
  });

  test.each([
    ["en", "no problem"],
    ["es", "no hay problema"],
    ["es", "sin problema"],
    ["pt", "sem problema"],
    ["de", "kein Problem"],
    ["fr", "pas de problème"],
    ["it", "nessun problema"],
    ["pl", "nie ma problemu"],
    ["ru", "без проблем"],
    ["uk", "без проблем"],
    ["vi", "không sao"],
    ["vi", "không vấn đề gì"],
    ["zh-Hans", "没问题"],
    ["zh-Hant", "沒問題"],
    ["ja", "問題ありません"],
    ["ko", "문제없어요"],
    ["ar", "لا مشكلة"],
    ["fa", "مشکلی نیست"],
    ["hi", "कोई बात नहीं"],
    ["th", "ไม่มีปัญหา"],
    ["fil", "walang problema"],
    ["ht", "pa gen pwoblèm"],
    ["el", "κανένα πρόβλημα"],
    ["sw", "hakuna shida"],
    ["so", "dhib ma leh"],
    ["am", "ችግር የለም"],
  ])("[REM-11] trap: in %s, %j is neither a yes nor a no", (language, text) => {
    expect(classifyReply(text, { ...open, language }).act).not.toBe("act");
  });

  test("[REM-11] every precise word of every language still says what its list says", () => {
    const wrong: string[] = [];
    for (const language of languages) {
      const list = WORD_LISTS[language]!;
      const expectIntent = (words: string[], intents: string[]) => {
        for (const word of words) {
          const reply = classifyReply(word, { ...open, language });
          if (reply.act === "act" && !intents.includes(reply.intent)) wrong.push(`${language} ${word}: ${reply.intent}`);
        }
      };
      expectIntent([...list.yesWhole, ...list.yesLeading], ["confirm"]);
      expectIntent([...list.noWhole, ...list.noLeading, ...list.cannotCome], ["cancel"]);
      expectIntent(list.cancelVisit, ["cancel", "ambiguous-cancel"]);
      expectIntent(list.reschedule, ["reschedule"]);
      expectIntent(list.optOutPhrases, ["opt-out"]);
    }
    expect(wrong).toEqual([]);
  });

  test("[REM-11] a language's words are read as they are: nine of ten of its yes, no and opt-out words are acted on", () => {
    const weak: string[] = [];
    for (const language of languages) {
      const list = WORD_LISTS[language]!;
      const sets: [string, string[]][] = [
        ["confirm", [...list.yesWhole, ...list.yesLeading]],
        ["cancel", [...list.noWhole, ...list.noLeading, ...list.cannotCome]],
        ["opt-out", [...list.optOut, ...list.optOutPhrases]],
        ["reschedule", list.reschedule],
      ];
      for (const [intent, words] of sets) {
        const read = words.filter((word) => {
          const reply = classifyReply(word, { ...open, language });
          return reply.act === "act" && reply.intent === intent;
        });
        if (read.length < words.length * 0.9) weak.push(`${language} ${intent}: ${read.length} of ${words.length}`);
      }
    }
    expect(weak).toEqual([]);
  });
});
