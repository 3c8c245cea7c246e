import { describe, expect, test } from "vitest";
import { dir } from "@/lib/i18n/languages";
import { classifyReply, type ReplyContext } from "@/lib/replies";
import { WORD_LISTS } from "@/lib/replies/words";
import { facts } from "../facts.test-support";
import { renderMessage, templateNames } from "../render";
import { smsSegments } from "../segments";
import { squigglyValues, type SquigglyFacts } from "../squigglies";
import { isolated } from "../squigglies/direction";
import { VALUE_WORDS, valueWords } from "../squigglies/words";
import { TEMPLATE_CHANNELS, type Channel } from "../types";
import { STANDARD_TEMPLATES, standardTemplate, TEMPLATE_KEYS, type TemplateKey } from "./index";

const LANGUAGES = Object.keys(STANDARD_TEMPLATES);
const OTHERS = LANGUAGES.filter((language) => language !== "en");

/** Languages whose texts are written within the GSM alphabet; all others pay UCS-2's shorter segments. */
const GSM = new Set(["de", "en", "es", "fil", "fr", "ht", "it", "pl", "pt", "so", "sw"]);
/** Languages written in Latin letters. */
const LATIN = new Set([...GSM, "vi"]);

/** Segments in the worst case below. Within GSM two, and three for the list of a day; in UCS-2 a segment holds 67 signs, not 153. */
const UCS2_BUDGET: Partial<Record<TemplateKey, number>> = {
  reminder: 4,
  "reminder-final": 4,
  "reminder-late-booking": 4,
  "reminder-list": 5,
};
const UCS2_OTHERWISE = 4;
/** Usual names: what a text costs as a rule. */
const UCS2_USUAL = 3;

const WORST: Partial<SquigglyFacts> = {
  patient: { firstName: "Maximiliano Íñigo", lastName: "Fernández de la Peña" },
  appointment: { ...facts().appointment!, date: "2026-12-26", time: "12:30", status: "confirmed" },
  sameDay: [0, 1, 2].map((i) => ({ date: "2026-12-26", time: `1${i}:30`, provider: "Dr. Montgomery", sensitive: false })),
  organization: { name: "Northwestern Regional Family Clinic", phone: "+14135550100" },
  links: {
    appointment: "https://reminders.example-health.org/p/4kT9sXbQwLmNpRvYz",
    reschedule: "https://reminders.example-health.org/p/2hRwsXbQwLmNpRvYz",
  },
};

function say(key: TemplateKey, language: string, channel: Channel, change: Partial<SquigglyFacts> = {}) {
  const template = standardTemplate(key, channel, language);
  const message = renderMessage({
    template,
    values: squigglyValues(facts({ language, ...change }), channel, templateNames(template)),
    language,
  });
  if (!message.ok) throw new Error(`${key} ${language} ${channel} is held: ${message.missing.join(", ")} ${message.error ?? ""}`);
  return message;
}

/** What a template says between its squigglies and tags. */
function ownWords(source: string): string {
  return source.replace(/\{\{.*?\}\}|\{%.*?%\}/g, " ");
}

test("[TPL-01] a language has its messages, the words of its values and the words of its replies, or none of them", () => {
  expect(Object.keys(VALUE_WORDS).sort()).toEqual([...LANGUAGES].sort());
  expect(LANGUAGES.filter((language) => !(language in WORD_LISTS))).toEqual([]);
});

describe.each(OTHERS)("%s", (language) => {
  test("[TPL-09] every message is worded in the language, with the squigglies of the English one", () => {
    for (const key of TEMPLATE_KEYS)
      for (const channel of TEMPLATE_CHANNELS) {
        const own = standardTemplate(key, channel, language);
        const english = standardTemplate(key, channel, "en");
        const what = `${key} ${channel}`;
        expect(own.language, what).toBe(language);
        expect(ownWords(own.body), what).not.toBe(ownWords(english.body));
        if (channel === "email") expect(own.subject, what).not.toBe(english.subject);
        expect([...templateNames(own)].sort(), what).toEqual([...templateNames(english)].sort());
        // What the carrier reads stays as it is; anything else in Latin letters was forgotten.
        if (!LATIN.has(language))
          expect(ownWords(`${own.subject ?? ""} ${own.body}`).replace(/\]\([^)]*\)/g, ""), what).not.toMatch(
            /\b(?!STOP\b|START\b|HELP\b|CANCEL\b|SMS\b)[A-Za-z]{2,}/,
          );
      }
  });

  test("[TPL-09] every value is worded in the language", () => {
    const own = valueWords(language);
    const english = valueWords("en");
    expect(Object.keys(own.status)).toEqual(Object.keys(english.status));
    for (const status of Object.values(own.status)) expect(status).not.toBe("");
    for (const part of ["generic", "keys", "optOut"] as const)
      for (const [name, said] of Object.entries(own[part])) {
        expect(said.length, name).toBeGreaterThan(1);
        expect(Object.values(english[part]), name).not.toContain(said);
      }
    expect(own.dateAtTime("D", "T")).toMatch(/D.*T|T.*D/);
    expect(own.withProvider("W", "P")).toMatch(/W.*P|P.*W/);
    expect(own.minutes(30)).toMatch(/30/);
    expect(own.footer.from("Lakeside")).toContain("Lakeside");
    expect(own.replies.none("(413) 555-0100")).toContain("(413) 555-0100");
  });

  test("[REM-11] each answer that the text asks for is understood, also where only yes and no are", () => {
    const open: ReplyContext = {
      language,
      question: { kind: "reminder" },
      optedOut: false,
      cancelMode: "A",
      answersAllowed: "confirm-cancel",
    };
    const { yes, no, change, all, confirm } = valueWords(language).replies;
    for (const [word, intent] of [
      [yes, "confirm"],
      [no, "cancel"],
      [change, "reschedule"],
    ] as const) {
      expect(all).toContain(word);
      for (const typed of [word, word.toLowerCase(), `${word}.`, ` ${word} `]) {
        expect(classifyReply(typed, open), typed).toMatchObject({ intent, act: "act", urgent: false });
        if (intent !== "reschedule") expect(classifyReply(typed, { ...open, yesNoOnly: true })).toMatchObject({ intent, act: "act" });
      }
    }
    expect(confirm).toContain(yes);
    expect(confirm.includes(` ${no} `)).toBe(false);
  });

  test("[REM-11] the numbers of the question about CANCEL, of the list and of the telephone are the digits", () => {
    const { text } = say("cancel-question", language, "sms");
    expect(text).toMatch(/1 = .*2 = /);
    const asked: ReplyContext = {
      language,
      question: { kind: "cancel-collision" },
      optedOut: false,
      cancelMode: "B",
      answersAllowed: "confirm-cancel",
    };
    expect(classifyReply("1", asked)).toMatchObject({ intent: "cancel", act: "act" });
    expect(classifyReply("2", asked)).toMatchObject({ intent: "opt-out", act: "act" });
    expect(say("which-visit", language, "sms").text).toMatch(/1 = .*2 = /);
    expect(say("cancel-question", language, "voice").text).toMatch(/1.*2/);
    const { keys, optOut } = valueWords(language);
    expect(keys.all).toMatch(/1.*2/);
    expect(keys.confirm).toMatch(/1/);
    expect(keys.confirm).not.toMatch(/2/);
    expect(optOut.voice).toMatch(/9/);
  });

  test("[CON-11] STOP, START and HELP stay the carrier's words, and nobody is asked for CANCEL", () => {
    expect(say("reminder", language, "sms").text).toMatch(/\bSTOP\b/);
    expect(say("reminder", language, "sms", { firstMessage: true }).text).toMatch(/\bHELP\b.*\bSTOP\b|\bSTOP\b.*\bHELP\b/);
    expect(say("opt-out-confirm", language, "sms").text).toMatch(/\bSTART\b/);
    expect(say("opt-out-confirm-cancel", language, "sms").text).toMatch(/\bSTART\b/);
    expect(say("opt-out-confirm-cancel", language, "email").text).toMatch(/\bSTART\b/);
    expect(say("opt-in-confirm", language, "sms").text).toMatch(/\bHELP\b.*\bSTOP\b|\bSTOP\b.*\bHELP\b/);
    expect(say("help", language, "sms").text).toMatch(/\bSTOP\b/);
    for (const key of TEMPLATE_KEYS) expect(say(key, language, "sms").text).not.toMatch(/\bCANCEL\b/);
  });

  test("[CON-11] a call says who calls in its first sentence, and ends with how to stop", () => {
    for (const key of ["reminder", "reminder-final", "reminder-list", "reminder-late-booking", "help"] as const) {
      const { text } = say(key, language, "voice");
      expect(text.split(/[.!?。។।։።۔]/)[0], key).toContain("Lakeside Family Clinic");
      expect(text.endsWith(valueWords(language).optOut.voice), key).toBe(true);
    }
  });

  test("[TPL-10] the subject of an e-mail names the practice and nothing of the patient or the visit", () => {
    for (const key of TEMPLATE_KEYS) {
      const { subject, html } = say(key, language, "email");
      expect(subject, key).toContain("Lakeside Family Clinic");
      expect(subject, key).not.toMatch(/Maria|Lopez|\d/);
      expect(html, key).toContain(`<html lang="${language}" dir="${dir(language)}">`);
      expect(html, key).toContain(valueWords(language).footer.from(isolated("Lakeside Family Clinic", language, "email")));
    }
  });

  test.runIf(GSM.has(language))("[TPL-07] texts keep to the GSM alphabet and to English's length", () => {
    for (const key of TEMPLATE_KEYS) {
      expect(smsSegments(standardTemplate(key, "sms", language).body).nonGsm, key).toEqual([]);
      for (const change of [{}, { firstMessage: true }])
        expect(smsSegments(squigglyValues(facts({ language, ...change }), "sms", ["optOutText"]).optOutText ?? "").nonGsm).toEqual([]);
      const worst = say(key, language, "sms", WORST);
      expect(worst.segments, `${key}: ${worst.text}`).toBeLessThanOrEqual(key === "reminder-list" ? 3 : 2);
    }
  });

  test.runIf(!GSM.has(language))("[TPL-07] texts in another alphabet keep to their own length", () => {
    for (const key of TEMPLATE_KEYS) {
      const usual = say(key, language, "sms");
      expect(usual.encoding).toBe("UCS-2");
      if (!(key in UCS2_BUDGET)) expect(usual.segments, `${key}: ${usual.text}`).toBeLessThanOrEqual(UCS2_USUAL);
      const worst = say(key, language, "sms", WORST);
      expect(worst.segments, `${key}: ${worst.text}`).toBeLessThanOrEqual(UCS2_BUDGET[key] ?? UCS2_OTHERWISE);
    }
  });

  test.runIf(dir(language) === "rtl")(
    "[TPL-09] a text runs from right to left, names and numbers in it stay whole, links stay bare",
    () => {
      for (const key of TEMPLATE_KEYS) {
        const { text } = say(key, language, "sms");
        // What a phone lays the text out by: the first letter outside isolates.
        const outside = text.replace(/\u2068[^\u2069]*\u2069/g, "");
        expect(/\p{L}/u.exec(outside)?.[0], `${key}: ${text}`).toMatch(/\p{Script=Arabic}|\p{Script=Hebrew}/u);
        expect(text, key).toContain("\u2068Lakeside Family Clinic\u2069");
        expect(outside, key).not.toMatch(/555-0100|Maria|Dr\. Lee/);
        expect(text, key).not.toMatch(/[\u2066-\u2069]https?:|https?:\S*[\u2066-\u2069]/);
      }
    },
  );
});
