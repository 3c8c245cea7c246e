import { describe, expect, test } from "vitest";
import { classifyReply } from "../classify";
import type { ReplyContext } from "../types";
import { WORD_LISTS } from "./index";

const LANGUAGES = Object.keys(WORD_LISTS).filter((language) => !language.startsWith("en-"));

const open = (language: string): ReplyContext => ({
  language,
  question: { kind: "reminder" },
  optedOut: false,
  cancelMode: "A",
  answersAllowed: "confirm-cancel",
});

/** Words of a no that English has for a yes: asked about. */
const ALSO_YES = ["vi k"];

/** The entries of one list that are not read as `wanted`, with what they are read as. */
function misread(language: string, entries: readonly string[], wanted: string): string[] {
  return entries
    .map((entry) => [entry, classifyReply(entry, open(language))] as const)
    .filter(([, reply]) => `${reply.intent} ${reply.act}` !== wanted)
    .map(([entry, reply]) => `${entry}: ${reply.intent} ${reply.act} ${reply.rule}`);
}

describe.each(LANGUAGES)("%s", (language) => {
  const words = WORD_LISTS[language]!;

  test("[REM-11] what says yes, no or another time is taken for that, whatever the other languages say", () => {
    expect(misread(language, [...words.yesWhole, ...words.yesLeading, ...words.strictYes], "confirm act")).toEqual([]);
    expect(
      misread(
        language,
        [...words.noWhole, ...words.noLeading, ...words.cannotCome, ...words.strictNo].filter(
          (entry) => !ALSO_YES.includes(`${language} ${entry}`),
        ),
        "cancel act",
      ),
    ).toEqual([]);
    expect(misread(language, words.cancelVisit, "cancel act")).toEqual([]);
    expect(misread(language, [...words.reschedule, ...words.rescheduleAfterNo], "reschedule act")).toEqual([]);
  });

  test("[REM-11] being late, having arrived, greetings and thanks change no visit", () => {
    for (const entry of [...words.arrived, ...words.late, ...words.greetings, ...words.polite]) {
      const { intent, act } = classifyReply(entry, open(language));
      if (act === "act") expect.fail(`${entry}: ${intent}`);
    }
  });

  test("[CON-11] every opt-out is honoured; where its letters may say something else, a person reads it as one", () => {
    for (const entry of [...words.optOut, ...words.optOutStrong, ...words.optOutPhrases, ...words.wrongNumber]) {
      const { intent, act, also, rule } = classifyReply(entry, open(language));
      if (intent === "opt-out" && act === "act") continue;
      expect({ entry, act, also, rule }).toEqual({ entry, act: "staff", also: ["opt-out"], rule: "2-unclear" });
    }
  });

  test("[REM-11] a question of yes and no changes nothing", () => {
    for (const entry of [...words.strictYes, ...words.strictNo])
      expect(classifyReply(`${entry}?`, open(language)).act, entry).not.toBe("act");
  });

  test("[REM-11] every emergency is seen", () => {
    for (const entry of words.urgent) expect(classifyReply(entry, open(language)).urgent, entry).toBe(true);
  });
});

test.each([
  ["vi", "k"],
  ["vi", "K."],
  ["pl", "no"],
  ["pl", "No"],
  ["pt", "kk"],
])("[REM-11] %s: %s is no English answer", (language, text) => {
  expect(classifyReply(text, open(language)).act).not.toBe("act");
  expect(classifyReply(text, open("en")).act).toBe("act");
});
