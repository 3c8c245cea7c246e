import { describe, expect, test } from "vitest";
import { checkTemplate } from "../check";
import { facts } from "../facts.test-support";
import { pickTemplate } from "../pick-template";
import { renderMessage, templateNames } from "../render";
import { squigglyValues, type SquigglyFacts } from "../squigglies";
import { TEMPLATE_CHANNELS, type Channel, type TemplateVersion } from "../types";
import { STANDARD_TEMPLATES, standardTemplate, standardVersions, TEMPLATE_KEYS, type TemplateKey } from "./index";

const LANGUAGES = Object.keys(STANDARD_TEMPLATES);
const CASES = TEMPLATE_KEYS.flatMap((key) =>
  LANGUAGES.flatMap((language) => TEMPLATE_CHANNELS.map((channel) => [key, language, channel] as const)),
);

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

/** Only what a message about a visit can never lack. */
const BARE: Partial<SquigglyFacts> = {
  provider: undefined,
  facility: undefined,
  organization: { name: "Lakeside Family Clinic" },
  links: {},
};

describe("the catalogue", () => {
  test("[TPL-01] every automatic message has every channel in every language", () => {
    expect(CASES.length).toBe(TEMPLATE_KEYS.length * LANGUAGES.length * 3);
    for (const [key, language, channel] of CASES) expect(standardTemplate(key, channel, language)).toMatchObject({ channel, language });
  });
  test.each(CASES)("[TPL-01] %s %s %s passes the template check", (key, language, channel) => {
    const { subject, body } = standardTemplate(key, channel, language);
    expect(checkTemplate(body, { scope: "reminder", channel }).errors).toEqual([]);
    if (channel === "email") expect(checkTemplate(subject ?? "", { scope: "reminder", channel, part: "subject" }).errors).toEqual([]);
  });
  test.each(CASES)("[TPL-05] %s %s %s is whole with full and with bare facts", (key, language, channel) => {
    for (const change of [{}, BARE]) {
      const { text } = say(key, language, channel, change);
      expect(text.length).toBeGreaterThan(20);
      expect(text).not.toMatch(/\{\{|\{%|\bundefined\b|\bnull\b|\.\.(?!\.)|\(\)| [.,;]/);
    }
  });
  test.each(TEMPLATE_KEYS)("[TPL-01] %s: every text message names the practice", (key) => {
    for (const language of LANGUAGES) expect(say(key, language, "sms").text).toContain("Lakeside Family Clinic");
  });
  test("[DLV-16] no e-mail names the type of visit, the provider or the last name", () => {
    for (const key of TEMPLATE_KEYS)
      for (const language of LANGUAGES)
        expect(
          say(key, language, "email", {
            sameDay: [],
            ...(key === "reminder-list" && { sameDay: facts().sameDay!.map((v) => ({ ...v, sensitive: true })) }),
          }).text,
        ).not.toMatch(/HIV|Lee|Lopez/);
  });
});

describe("reminders", () => {
  const reminders = ["reminder", "reminder-final", "reminder-list", "reminder-late-booking"] as const;
  test("[CON-11] the first text names the practice, HELP and STOP; no text asks for CANCEL", () => {
    for (const key of reminders)
      for (const language of LANGUAGES) {
        const { text } = say(key, language, "sms", { firstMessage: true });
        expect(text).toMatch(/Lakeside Family Clinic/);
        expect(text).toMatch(/HELP/);
        expect(text).toMatch(/STOP/);
        expect(text).not.toMatch(/CANCEL/);
      }
  });
  test("[REM-03] a reminder carries its own link", () => {
    for (const key of reminders) expect(say(key, "en", "sms").text).toContain("https://luma.example/p/4kT9sXbQwLmNpRvYz");
  });
  test("[REM-02] an e-mail offers only the buttons that there are links for", () => {
    const only = say("reminder", "en", "email", { links: { confirm: "https://luma.example/p/c" } });
    expect(only.html).toContain(">Confirm</a>");
    expect(only.html).not.toContain("Cancel this visit");
  });
  test("[REM-04] the list names each visit of the day", () => {
    expect(say("reminder-list", "en", "sms").text).toContain("9:00 AM with Dr. Lee; 10:30 AM with Lab");
  });
  test("[CON-11] a call says who calls first and how to stop", () => {
    for (const key of reminders) {
      expect(say(key, "en", "voice").text).toMatch(/^Hello, this is Lakeside Family Clinic\./);
      expect(say(key, "en", "voice").text).toMatch(/Press 9 to stop these calls\.$/);
      expect(say(key, "es", "voice").text).toMatch(/^Hola, le llama Lakeside Family Clinic\./);
    }
  });
});

describe("answers", () => {
  test("[REM-08] a cancellation that counts as a no-show says that a fee may apply", () => {
    for (const channel of TEMPLATE_CHANNELS) {
      expect(say("cancel-reply-fee", "en", channel).text).toMatch(/fee may apply/);
      expect(say("cancel-reply", "en", channel).text).not.toMatch(/fee/);
      expect(say("cancel-reply-fee", "es", channel).text).toMatch(/cargo/);
    }
  });
  test("[REM-25] a cancelled patient gets the reschedule link, else the number", () => {
    expect(say("cancel-reply", "en", "sms").text).toContain("https://luma.example/p/2hRw");
    expect(say("cancel-reply", "en", "sms", { links: {} }).text).toContain("(413) 555-0100");
  });
  test("[CON-11] after CANCEL: texts off, visit not cancelled, whom to call, START", () => {
    const { text } = say("opt-out-confirm-cancel", "en", "sms");
    expect(text).toMatch(
      /Texts to you are now off\. Maria's visit Sat, Dec 5 at 9:00 AM is NOT canceled; to cancel it call \(413\) 555-0100\. Reply START/,
    );
    expect(say("opt-out-confirm-cancel", "en", "sms", { appointment: undefined }).text).toMatch(/No visit was canceled/);
  });
  test("[REM-20] the question which visit is meant is numbered", () => {
    expect(say("which-visit", "en", "sms").text).toMatch(/1 = Maria L\., .*; 2 = Jose L\., /);
  });
  test("[REM-11] the clarifying question repeats the choices", () => {
    expect(say("reply-not-understood", "en", "sms").text).toMatch(/Reply Y \(confirm\), N \(cancel\) or R \(change\)\./);
  });
});

describe("length", () => {
  const worst: Partial<SquigglyFacts> = {
    patient: { firstName: "Maximiliano Íñigo", lastName: "Fernández de la Peña" },
    appointment: { ...facts().appointment!, date: "2026-12-26", time: "12:30", status: "confirmed" },
    sameDay: [0, 1, 2].map((i) => ({ date: "2026-12-26", time: `1${i}:30`, provider: "Dr. Montgomery", sensitive: false })),
    organization: { name: "Northwestern Regional Family Clinic", phone: "+14135550100" },
    links: { appointment: "https://reminders.example-health.org/p/4kT9sXbQwLmNpRvYz" },
  };
  test("[TPL-07] an English reminder with its link is one text of 160 characters or fewer", () => {
    expect(say("reminder", "en", "sms")).toMatchObject({ segments: 1, encoding: "GSM-7" });
  });
  test.each(TEMPLATE_KEYS.filter((key) => key !== "reminder-list"))("[TPL-07] %s takes at most two segments in the worst case", (key) => {
    for (const language of ["en", "es"])
      expect(say(key, language, "sms", worst).segments, `${language}: ${say(key, language, "sms", worst).text}`).toBeLessThanOrEqual(2);
  });
  test("[REM-04] three visits with long names take at most three", () => {
    for (const language of ["en", "es"]) expect(say("reminder-list", language, "sms", worst).segments).toBeLessThanOrEqual(3);
  });
});

describe("choosing the language", () => {
  const own: TemplateVersion[] = [
    { channel: "sms", language: "en", body: "own English" },
    { channel: "sms", language: "zh-Hant", body: "own traditional" },
    { channel: "sms", language: "mi", body: "  " },
  ];
  test.each<[string, string]>([
    ["en", "own English"],
    ["en-GB", "own English"],
    ["zh-Hant-TW", "own traditional"],
    ["zh-hant", "own traditional"],
    ["mi", "own English"],
    ["xx", "own English"],
    ["", "own English"],
  ])("[TPL-09] %s gets %s", (language, body) => {
    expect(pickTemplate([...own, ...standardVersions("reminder")], "sms", language)?.body).toBe(body);
  });
  test("[TPL-09] the recipient's language comes before the organization's English", () => {
    expect(pickTemplate([...own, ...standardVersions("reminder")], "sms", "es-MX")).toMatchObject({ language: "es" });
  });
  test("[TPL-09] never an empty message", () => {
    expect(pickTemplate([{ channel: "sms", language: "es", body: "" }, ...standardVersions("help")], "sms", "es")?.body).toContain(
      "textos",
    );
    for (const key of TEMPLATE_KEYS)
      for (const channel of TEMPLATE_CHANNELS) expect(standardTemplate(key, channel, "sw").body.length).toBeGreaterThan(10);
  });
  test("[TPL-09] a key that is not standard has no versions", () => {
    expect(standardVersions("no-such-message")).toEqual([]);
    expect(standardVersions("toString")).toEqual([]);
  });
});
