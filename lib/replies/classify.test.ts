import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classifyReply } from "./classify";
import { nothingOpen, open, said, spanish, touchesNothing } from "./classify.test-support";
import type { ReplyContext } from "./types";

describe("what the reminder allows", () => {
  test("[REM-02] answers that are not allowed go to staff", () => {
    expect(said("no", { ...open, answersAllowed: "confirm" })).toBe("cancel staff");
    expect(said("yes", { ...open, answersAllowed: "confirm" })).toBe("confirm act");
    expect(said("yes", { ...open, answersAllowed: "none" })).toBe("confirm staff");
    expect(said("r", { ...open, answersAllowed: "none" })).toBe("reschedule staff");
  });
  test("[REM-02] without an open reminder nothing is confirmed or cancelled", () => {
    for (const text of ["yes", "no", "r", "cancel my appointment", "👍"]) expect(classifyReply(text, nothingOpen).act).toBe("staff");
  });
  test("[REM-12] yes and no only", () => {
    const strict: ReplyContext = { ...spanish, yesNoOnly: true };
    expect(said("yes", strict)).toBe("confirm act");
    expect(said("sí", strict)).toBe("confirm act");
    expect(said("no", strict)).toBe("cancel act");
    for (const text of ["ok", "claro", "yes, thank you", "1", "no puedo", "reprogramar"])
      expect(touchesNothing(classifyReply(text, strict)) && classifyReply(text, strict).act !== "act", text).toBe(true);
    expect(said("stop", strict)).toBe("opt-out act");
  });
});

describe("rows 12 and 14", () => {
  test.each<[string, string]>([
    ["here", "arrived staff"],
    ["I'm in the parking lot", "arrived staff"],
    ["running late", "late staff"],
    ["stuck in traffic", "late staff"],
    ["thanks", "other staff"],
    ["what should I bring?", "other staff"],
    ["", "other staff"],
    ["   ", "other staff"],
    ["?!", "other staff"],
    ["😭", "other staff"],
  ])("[REM-11] %j: %s", (text, expected) => {
    expect(said(text)).toBe(expected);
  });
  test("[REM-11] ya llegué is understood", () => expect(said("ya llegué", spanish)).toBe("arrived staff"));

  test.each(["I have chest pain", "yes but I can't breathe", "this is an emergency", "I want to kill myself", "tengo dolor de pecho"])(
    "[REM-11] %j is urgent and goes to a person",
    (text) => {
      expect(classifyReply(text, spanish)).toMatchObject({ urgent: true, act: "staff" });
    },
  );
  test("[REM-11] an urgent opt-out is both", () =>
    expect(classifyReply("stop texting me, I am bleeding", open)).toMatchObject({ intent: "opt-out", act: "act", urgent: true }));
  test("[REM-11] ordinary words are not urgent", () => expect(classifyReply("yes, thank you", open).urgent).toBe(false));

  test.each(["نعم", "لا", "\u202Eyes on\u202C", "لن أتمكن من الحضور", "не смогу", "はい", "안녕하세요"])(
    "[REM-11] %j in a language without words is read by a person",
    (text) => {
      expect(touchesNothing(classifyReply(text, { ...open, language: "mi" }))).toBe(true);
    },
  );
});

describe("bounds", () => {
  test.each([
    "stop ",
    "yes thank you ",
    "don't ",
    "cancel my appointment ",
    "a",
    "👍",
    "no, ",
    "i i i will not be able ",
    "?",
    "liked ",
    "1",
  ])("[REM-11] 10 kB of %j takes milliseconds and does nothing", (part) => {
    const text = `${part.repeat(Math.ceil(10_000 / part.length))} yes`;
    const start = performance.now();
    const reply = classifyReply(text, open);
    expect(performance.now() - start).toBeLessThan(400);
    expect(reply.intent === "opt-out" || touchesNothing(reply)).toBe(true);
  });

  test("[REM-11] what is cut off may have said the opposite", () => {
    for (const lead of ["yes", "no", "cancel my appointment"])
      expect(classifyReply(`${lead}${" ".repeat(20_000)}not`, open).act).not.toBe("act");
  });

  test("[REM-11] no text makes it throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        expect(["act", "ask", "staff"]).toContain(classifyReply(text, spanish).act);
      }),
      { numRuns: 500 },
    );
  });

  test("[REM-11] a yes that contains any negation, cancel or question word is never acted on", () => {
    const yes = fc.constantFrom("yes", "ok", "sure", "i'll be there", "sounds good", "y", "confirm", "yes thank you");
    const doubt = fc.constantFrom(
      "not",
      "no",
      "never",
      "cancel",
      "cancelled",
      "can't",
      "won't",
      "don't",
      "unless",
      "if",
      "what time",
      "when",
      "why",
      "who",
      "where",
      "how",
      "maybe",
      "might",
      "instead",
      "but",
      "except",
      "tomorrow",
      "hopefully",
    );
    const tail = fc.constantFrom("", "thanks", "please", "i will be there", "see you then");
    fc.assert(
      fc.property(yes, doubt, tail, fc.boolean(), (a, b, c, first) => {
        const text = (first ? [b, a, c] : [a, b, c]).filter(Boolean).join(" ");
        const reply = classifyReply(text, open);
        if (!(reply.intent === "confirm" && reply.act === "act")) return;
        throw new Error(`${text} was confirmed`);
      }),
      { numRuns: 1000 },
    );
  });

  test("[REM-11] a no followed by anything but an apology or an inability never cancels", () => {
    const rest = fc.stringMatching(/^[a-z]{2,9}( [a-z]{2,9}){0,3}$/);
    fc.assert(
      fc.property(rest, (text) => {
        if (/sorry|apolog|cant|can|wont|will|unable|not|am/.test(text)) return;
        const reply = classifyReply(`no ${text}`, open);
        expect(reply.intent === "cancel" && reply.act === "act").toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
