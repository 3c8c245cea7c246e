import { describe, expect, test } from "vitest";
import { classifyReply } from "./classify";
import { nothingOpen, open, said, spanish, touchesNothing } from "./classify.test-support";
import type { ReplyContext } from "./types";

describe("row 1: opt-out words", () => {
  const words = [
    "stop",
    "STOP",
    "Stop.",
    " stop!! ",
    "“Stop”",
    "stopall",
    "stop all",
    "unsubscribe",
    "end",
    "quit",
    "revoke",
    "optout",
    "opt out",
    "opt-out",
    "OPT-OUT",
    "remove",
    "STOP STOP STOP",
    "ＳＴＯＰ",
    "stop\u200b",
    "alto",
    "ALTO",
    "parar",
    "baja",
  ];
  const contexts: ReplyContext[] = [
    open,
    nothingOpen,
    spanish,
    { ...open, language: "ar" },
    { ...open, optedOut: true },
    { ...open, cancelMode: "B" },
    { ...open, answersAllowed: "none" },
    { ...open, yesNoOnly: true },
    { ...open, question: { kind: "pick", options: 3 } },
    { ...open, question: { kind: "cancel-collision" } },
  ];
  test.each(words)("[CON-11] %j opts out in any context", (text) => {
    for (const ctx of contexts) expect(said(text, ctx)).toBe("opt-out act");
  });

  test("[CON-11] the carrier's verdict wins over our reading", () => {
    expect(said("yes", { ...open, carrierOptOut: "STOP" })).toBe("opt-out act");
    expect(classifyReply("cancel", { ...open, carrierOptOut: "STOP" })).toMatchObject({
      intent: "opt-out",
      also: ["ambiguous-cancel"],
      act: "act",
    });
    expect(said("start", { ...open, carrierOptOut: "START" })).toBe("opt-in act");
    expect(said("info", { ...open, carrierOptOut: "HELP" })).toBe("help act");
  });
});

describe("row 2: opt-out in free text", () => {
  test.each([
    "STOP texting",
    "stop texting me",
    "Please stop.",
    "please stop texting me!!",
    "pls stop",
    "ok stop",
    "No. Stop.",
    "stop sending me messages",
    "Stop these texts",
    "quit texting me",
    "don't text me",
    "Don’t text me",
    "dont text me anymore",
    "do not text me",
    "do not message me again",
    "remove me",
    "Remove me from your list",
    "please remove me from this list",
    "take me off",
    "take me off your list please",
    "leave me alone",
    "unsubscribe me",
    "opt me out please",
    "I want to opt out",
    "i would like to unsubscribe",
    "no more texts",
    "I don't want any more messages",
    "can you stop texting me?",
    "lose my number",
    "Hi. Who is this? Stop messaging me.",
    "I revoke my consent",
    "No, stop",
    "I opt out",
    "Unsubscribe from all",
    "don't remind me",
    "do not call me",
    "I don't need these reminders",
    "cease and desist",
    "stop texting me at this number",
    "dejen de enviarme mensajes",
    "por favor no me manden más mensajes",
    "quiero darme de baja",
    "no más mensajes",
    "déjenme en paz",
  ])("[CON-11] %j opts out", (text) => {
    expect(said(text)).toBe("opt-out act");
    expect(said(text, nothingOpen)).toBe("opt-out act");
  });

  test.each([
    "don't stop",
    "please don't stop texting me",
    "I didn't say stop texting me",
    "why did you stop texting me?",
    "why did you stop texting me",
    "did you stop sending reminders",
    "stop by at 5?",
    "can I stop by at 5",
    "I'm at the bus stop",
    "last stop",
    "remove me from the waitlist",
    "take me off the schedule",
    "take me off the 3pm",
    "don't text me at work",
    "stop texting me so early",
    "stop texting me in english",
    "don't text me, call me instead",
    "stop texting my wife",
    "the end",
    "in the end I can come",
    "end of the month?",
    "non stop pain",
    "i quit smoking",
    "remove the second one",
    "you don't text me back",
    "I will never stop coming",
    "is this the wrong number?",
    "I gave you the wrong number, mine is 555 0100",
    "Liked “Reply STOP to stop texts”",
    "👍 to “Reply Y, N or R. STOP to stop texts”",
    'Laughed at "stop texting me"',
    "no dejen de enviarme mensajes",
    "no me manden mensajes tan temprano",
    "alto ahí, tengo una pregunta",
    "la parada del autobús",
    "no parar",
    "don't call me text me",
    "don't call me, I prefer text only",
    "quítenme de la lista de espera",
    "baja de peso",
  ])("[CON-11] trap: %j does not opt out", (text) => {
    for (const ctx of [open, spanish, nothingOpen]) expect(touchesNothing(classifyReply(text, ctx)), text).toBe(true);
  });

  test("[CON-11] an unclear revocation goes to staff with what was seen", () => {
    expect(classifyReply("don't text me at work", open)).toMatchObject({ intent: "other", also: ["opt-out"], act: "staff" });
  });

  test.each([
    "wrong number",
    "Wrong number!",
    "sorry, you have the wrong number",
    "this is the wrong number",
    "Wrong number. Please stop.",
    "número equivocado",
    "wrong person",
  ])("[CON-11] %j archives the contact", (text) => {
    expect(classifyReply(text, open)).toMatchObject({ intent: "opt-out", act: "act", wrongNumber: true });
  });

  test("[CON-11] an opt-out that also speaks of the visit says so", () => {
    expect(classifyReply("stop texting me and cancel my appointment", open)).toMatchObject({
      intent: "opt-out",
      also: ["cancel"],
      act: "act",
    });
  });
});

describe("row 3: CANCEL", () => {
  test.each(["cancel", "CANCEL", "Cancel.", "cancelled", "cancel please", "please cancel", "cancelar", "cancelar por favor"])(
    "[CON-11] mode A: %j opts out and is flagged",
    (text) => {
      const ctx = { ...open, language: "es" };
      expect(said(text, ctx)).toBe("ambiguous-cancel act");
      expect(said(text, { ...ctx, question: undefined })).toBe("ambiguous-cancel act");
    },
  );

  test("[CON-11] mode B asks once while a reminder is open, and opts out otherwise", () => {
    const modeB: ReplyContext = { ...open, cancelMode: "B" };
    expect(said("cancel", modeB)).toBe("ambiguous-cancel ask");
    expect(said("cancel", { ...modeB, question: undefined })).toBe("opt-out act");
  });

  test.each<[string, string]>([
    ["1", "cancel act"],
    ["1.", "cancel act"],
    ["one", "cancel act"],
    ["2", "opt-out act"],
    ["cancel", "opt-out act"],
    ["yes", "opt-out act"],
    ["what?", "opt-out act"],
    ["1?", "opt-out act"],
    ["3", "opt-out act"],
    ["help", "help act"],
    ["start", "opt-in act"],
  ])("[CON-11] mode B's question answered %j: %s", (text, expected) => {
    expect(said(text, { ...open, cancelMode: "B", question: { kind: "cancel-collision" } })).toBe(expected);
  });

  test.each([
    "cancel it",
    "ok cancel it",
    "yes i need to cancel",
    "i need to cancel",
    "should I cancel?",
    "cancel?",
    "cancel my appt tomorrow",
    "cancel both",
    "cancel and reschedule",
    "don't cancel",
    "please do not cancel my appointment",
    "I never cancelled",
    "you cancelled on me",
    "no cancel my appointment",
    "no cancelar mi cita",
    "no cancelen",
  ])("[REM-11] trap: %j neither cancels nor opts out", (text) => {
    for (const ctx of [{ ...open, cancelMode: "B" as const }, spanish, open]) {
      expect(touchesNothing(classifyReply(text, ctx)), text).toBe(true);
    }
  });
});

describe("rows 4 to 7: keywords", () => {
  test.each<[string, string]>([
    ["start", "opt-in act"],
    ["UNSTOP", "opt-in act"],
    ["subscribe", "opt-in act"],
    ["help", "help act"],
    ["HELP!", "help act"],
    ["info", "help act"],
    ["ayuda", "help act"],
    ["waitlist", "join-waitlist act"],
    ["WAITLIST", "join-waitlist act"],
    ["join", "join-waitlist act"],
    ["leavewaitlist", "leave-waitlist act"],
    ["leave waitlist", "leave-waitlist act"],
  ])("[REM-28] %j: %s", (text, expected) => expect(said(text, spanish)).toBe(expected));

  test("[CON-11] YES never re-subscribes: only START and UNSTOP do", () => {
    const out: ReplyContext = { ...nothingOpen, optedOut: true };
    expect(said("yes", out)).toBe("opt-in staff");
    expect(said("yes", { ...out, carrierOptOut: "START" })).toBe("opt-in staff");
    expect(said("start", out)).toBe("opt-in act");
    expect(said("unstop", out)).toBe("opt-in act");
    expect(said("yes", { ...open, optedOut: true })).toBe("confirm act");
  });

  test.each(["start over", "when does it start", "i need help getting there", "more info please", "join me", "is there a waitlist?"])(
    "[CON-11] trap: %j is no keyword",
    (text) => {
      expect(said(text)).toBe("other staff");
    },
  );
});
