import { describe, expect, test } from "vitest";
import { classifyReply } from "./classify";
import { open, said, spanish, touchesNothing } from "./classify.test-support";
import type { ReplyContext } from "./types";

describe("row 8: pick", () => {
  const list: ReplyContext = { ...open, question: { kind: "pick", options: 2 } };
  test.each<[string, number]>([
    ["1", 1],
    ["2", 2],
    ["#1", 1],
    ["2.", 2],
    ["a", 1],
    ["B", 2],
    ["one", 1],
    ["option 2", 2],
    ["2 please", 2],
    ["2️⃣", 2],
  ])("[REM-11] %j picks %i", (text, pick) => {
    expect(classifyReply(text, list)).toMatchObject({ intent: "pick", pick, act: "act" });
  });
  test("[REM-11] context beats the rows below: c is the third entry, 2 is no cancellation", () => {
    expect(classifyReply("c", { ...open, question: { kind: "pick", options: 3 } })).toMatchObject({ intent: "pick", pick: 3 });
    expect(said("2", list)).toBe("pick act");
  });
  test.each(["3", "c", "9", "yes", "no", "n", "y", "1?", "1 or 2", "both", "none", "ok"])(
    "[REM-11] trap: %j picks nothing and touches no visit",
    (text) => {
      const reply = classifyReply(text, list);
      expect(reply.act).not.toBe("act");
    },
  );
  test("[REM-11] numbers are no pick while nothing is open", () => {
    expect(said("3")).toBe("other staff");
  });
});

describe("row 9: reschedule", () => {
  test.each([
    "r",
    "R",
    "reschedule",
    "Reschedule please",
    "change",
    "move",
    "another day",
    "no, reschedule",
    "No reschedule",
    "yes, reschedule",
    "can't make it, need to reschedule",
    "can i reschedule?",
    "I need to reschedule my appointment",
    "sorry, I need to reschedule",
  ])("[REM-11] %j reschedules", (text) => expect(said(text)).toBe("reschedule act"));
  test.each(["reprogramar", "cambiar", "otro día", "quiero cambiar mi cita", "no puedo, quiero reprogramar", "No. Otro día por favor"])(
    "[REM-11] Spanish %j reschedules",
    (text) => expect(said(text, spanish)).toBe("reschedule act"),
  );
  test.each([
    "no change",
    "no need to reschedule",
    "i don't want to reschedule",
    "change my phone number",
    "we move to Ohio",
    "already rescheduled twice, why?",
  ])("[REM-11] trap: %j does not", (text) => {
    expect(said(text)).not.toBe("reschedule act");
    expect(touchesNothing(classifyReply(text, open))).toBe(true);
  });
  test.each(["no cambiar", "no quiero cambiar mi cita", "no puedo cambiar", "si cambio de opinión les aviso"])(
    "[REM-11] trap: Spanish %j does not",
    (text) => expect(classifyReply(text, spanish).act).not.toBe("act"),
  );
});

describe("row 10: confirm", () => {
  test.each([
    "y",
    "Y",
    "yes",
    "Yes!",
    "YES.",
    "yep",
    "yeah",
    "c",
    "confirm",
    "ok",
    "OK",
    "okay",
    "sure",
    "sounds good",
    "I'll be there",
    "I’ll be there",
    "1",
    "1️⃣",
    "👍",
    "👍🏿",
    "✔",
    "✔️",
    "yes, thank you",
    "yes i will be there",
    "Yes thanks!",
    "Hi, yes, thank you so much",
    "yes\n\nSent from my iPhone",
    "Yes see you then",
    "ok 👍",
    "yes yes",
    "yes ma'am",
    "ｙｅｓ",
    "\u200Eyes",
    "confirm please",
    "Yes I confirm",
    "I can make it",
    "Yes, will be there!",
    "Confirm appointment",
    "“Y”",
    "yes 🙏",
  ])("[REM-02] %j confirms", (text) => expect(said(text)).toBe("confirm act"));

  test.each([
    "sí",
    "Sí.",
    "si",
    "SI",
    "s",
    "claro",
    "confirmo",
    "sí, ahí estaré",
    "si ahi estare",
    "sí puedo",
    "Sí, gracias",
    "si gracias",
    "claro que sí",
    "y",
    "Si, confirmo",
    "si\u0301",
    "yes",
    "ok",
    "sí, pero llego tarde",
  ])("[REM-02] Spanish %j confirms", (text) => {
    expect(said(text, spanish)).toBe("confirm act");
    expect(said(text, { ...spanish, language: "es-MX" })).toBe("confirm act");
  });

  test("[REM-11] yes but running late confirms and tells staff", () => {
    expect(classifyReply("yes but running late", open)).toMatchObject({ intent: "confirm", also: ["late"], act: "act" });
    expect(classifyReply("sí, pero voy tarde", spanish)).toMatchObject({ intent: "confirm", also: ["late"], act: "act" });
  });

  test.each([
    "ok cancel it",
    "yes i need to cancel",
    "yes?",
    "y?",
    "yes at 5",
    "yes or no",
    "Y/N/R",
    "yes no",
    "ok but what time",
    "ok who is this",
    "sure, can you move it",
    "yes I can't",
    "I'll be there with my mom",
    "i'll be there at 3",
    "yes if my ride comes",
    "yes for tomorrow, cancel friday",
    "okay so I have a question",
    "confirm that it is cancelled",
    "please confirm",
    "can you confirm?",
    "yes to friday no to monday",
    "👍👎",
    "y a qué hora?",
    "yes 2",
    "1 2",
    "1 pm",
    "1 person",
    "c u",
    "yesterday",
    "not yes",
    "not sure",
    "no problem",
    "I won't miss it",
    "yes i won't",
    "ok nope",
    "sure why not cancel it",
    "yes but I am sick",
    "sounds good but I won't make it",
    "yes not",
    "not ok",
    "yes Maria, no Jose",
  ])("[REM-11] trap: %j confirms nothing", (text) => expect(touchesNothing(classifyReply(text, open)), text).toBe(true));

  test.each([
    "si puedo",
    "si no llueve",
    "si voy",
    "y a qué hora?",
    "y gracias",
    "y mi hijo",
    "sí pero no puedo",
    "sí cancelar",
    "claro que no",
    "si confirmo a qué hora sería",
    "sí?",
    "confirmar no",
  ])("[REM-11] trap: Spanish %j confirms nothing", (text) => {
    expect(touchesNothing(classifyReply(text, spanish)), text).toBe(true);
  });

  test("[REM-11] a yes with an unclear remainder is asked about, not guessed", () => {
    expect(said("ok cancel it")).toBe("other ask");
    expect(said("no problem")).toBe("other ask");
    expect(said("y a qué hora?", spanish)).toBe("other ask");
  });

  test("[REM-11] Spanish words are not read in an English patient's reply", () => {
    expect(touchesNothing(classifyReply("claro", open))).toBe(true);
  });
});

describe("row 11: cancel the visit", () => {
  test.each([
    "n",
    "N",
    "no",
    "No.",
    "nope",
    "2",
    "can't make it",
    "cant make it",
    "I can’t make it",
    "won't make it",
    "No I can't make it",
    "sorry, can't make it",
    "i won't be able to make it",
    "no sorry",
    "cancel my appt",
    "please cancel my appointment",
    "I need to cancel my appointment",
    "we are not coming",
    "Cancel appointment",
    "not gonna make it sorry",
  ])("[REM-02] %j cancels", (text) => expect(said(text)).toBe("cancel act"));
  test.each(["no", "no puedo", "No puedo ir", "no podré ir, lo siento", "quiero cancelar mi cita", "n"])(
    "[REM-02] Spanish %j cancels",
    (text) => expect(said(text, spanish)).toBe("cancel act"),
  );

  test.each([
    "no problem",
    "no worries",
    "no thanks",
    "no thank you",
    "No, I'll be there",
    "no way I'd miss it",
    "I won't miss it",
    "i can't wait",
    "can't wait to see you",
    "no?",
    "can't make it?",
    "why can't I make it",
    "no idea",
    "no doubt",
    "nope all good",
    "2 people",
    "2pm?",
    "2 can't make it",
    "can't make it tomorrow",
    "she can't make it",
    "can't make it at 9 but 10 works",
    "no change",
    "no need to call",
    "N/A",
    "no one told me",
    "if I can't make it I'll call",
    "no yes",
    "you can't cancel my appointment",
    "cancel my appointment?",
    "don't cancel my appointment",
    "did you cancel my appointment",
    "not coming late",
    "n y",
    "2 or 3",
  ])("[REM-11] trap: %j cancels nothing", (text) => expect(touchesNothing(classifyReply(text, open)), text).toBe(true));

  test.each([
    "no puedo esperar",
    "no gracias",
    "no hay problema",
    "no se preocupe",
    "no cancelar",
    "no cancele mi cita",
    "no quiero cancelar mi cita",
    "no puedo confirmar",
    "no, ahí estaré",
    "no sé",
    "como no",
    "por qué no",
  ])("[REM-11] trap: Spanish %j cancels nothing", (text) => {
    expect(touchesNothing(classifyReply(text, spanish)), text).toBe(true);
  });
});
