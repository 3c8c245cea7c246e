import { describe, expect, test } from "vitest";
import { checkTemplate } from "./check";
import { MAX_TEMPLATE_CHARACTERS } from "./engine";
import { facts } from "./facts.test-support";
import { renderMessage, templateNames } from "./render";
import { squigglyValues } from "./squigglies";

const check = (source: string, partials?: Record<string, string>) =>
  checkTemplate(source, { scope: "reminder", channel: "sms", partials }).errors.map((error) => error.message);

describe("what must not be saved", () => {
  test.each([
    ["{{ patientFirstName", "not closed"],
    ["{% if patientFirstName %}Hi", "not closed"],
    ["Hi {% endif %}", "endif"],
    ["{{ patientFirstName | shout }}", 'no filter "shout"'],
    ["{% for x in (1..9) %}{{ x }}{% endfor %}", '"{% for %}" cannot be used'],
    ["{% include 'secret' %}", '"{% include %}" cannot be used'],
    ["{% layout 'x' %}", '"{% layout %}" cannot be used'],
    ["{% liquid echo patientFirstName %}", '"{% liquid %}" cannot be used'],
    ["{{ patientFirstName.constructor }}", "names have no parts"],
    ["{{ constructor }}", 'no squiggly "constructor"'],
    ["{{ __proto__ }}", "__proto__"],
    ["{% assign a = patientFirstNam %}{{ a }}", 'Did you mean "patientFirstName"'],
    ["{% if patientFirstNam == 'x' %}y{% endif %}", 'Did you mean "patientFirstName"'],
    ["{{ }}", ""],
  ])("[TPL-05] %s", (source, expected) => {
    const errors = check(source);
    if (expected === "") return;
    expect(errors.join(" ")).toContain(expected);
  });

  test("[TPL-02] blocks that lead back to themselves or do not exist, at any depth", () => {
    const chain = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`b${i}`, `{% render 'b${i + 1}' %}`]));
    expect(check("{% render 'b0' %}", { ...chain, b50: "{% render 'b0' %}" })[0]).toContain("contains itself");
    expect(check("{% render 'b0' %}", chain)[0]).toContain('no block named "b50"');
    expect(check("{% render 'b0' %}", { ...chain, b50: "end" })).toEqual([]);
    expect(check("{% render 'toString' %}", {})[0]).toContain("no block");
  });

  test("[TPL-02] blocks that multiply (each twice the one before) are stopped before they fill the memory", () => {
    const bomb = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`b${i}`, `{% render 'b${i + 1}' %}{% render 'b${i + 1}' %}`]));
    const began = performance.now();
    expect(check("{% render 'b0' %}", { ...bomb, b40: "x" }).join(" ")).toContain("too long");
    expect(
      renderMessage({
        template: { channel: "sms", body: "{% render 'b0' %}" },
        values: {},
        language: "en",
        partials: { ...bomb, b40: "x" },
      }),
    ).toMatchObject({ ok: false });
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test("[TPL-05] a template that is too long, and one as deep as fits", () => {
    expect(check("x".repeat(MAX_TEMPLATE_CHARACTERS + 1))[0]).toContain("at most");
    const depth = 600;
    const deep = `${"{% if patientFirstName %}".repeat(depth)}x${"{% endif %}".repeat(depth)}`.slice(0, MAX_TEMPLATE_CHARACTERS);
    expect(() => check(deep)).not.toThrow();
    const braces = "{{".repeat(9_000);
    const began = performance.now();
    expect(check(braces).length).toBeGreaterThan(0);
    expect(check(`reply ${"back with the word ".repeat(900)} x`)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test("[TPL-05] a value that a template repeats may not grow without end", () => {
    const body = `{% capture a %}${"{{ patientFirstName }}".repeat(400)}{% endcapture %}${"{{ a }}".repeat(400)}`;
    const message = renderMessage({ template: { channel: "sms", body }, values: { patientFirstName: "x".repeat(200) }, language: "en" });
    expect(message).toMatchObject({ ok: false });
  });
});

/** Half of an emoji, which no carrier takes. */
const LONE_HALF = /\p{Surrogate}/u;

describe("names of the world", () => {
  const NAMES = [
    "יעל",
    "عبد الرحمن",
    "李小龍",
    "Nguyễn Thị Ánh",
    "O’Brien-Šťastný",
    "José María 👩‍👩‍👧‍👦",
    "\u202Eevil\u202C",
    "<b>Al</b> & {{ practiceName }}",
    "${process.env}",
    "a".repeat(200),
  ];
  test.each(NAMES)("[TPL-05] %s stands in every channel as it is, escaped where it must be", (firstName) => {
    const known = facts({ patient: { firstName, lastName: "López" } });
    for (const channel of ["sms", "voice", "email"] as const) {
      const template = {
        channel,
        body: "Hi {{ patientFirstName }}! {{ patientInitials }}",
        ...(channel === "email" && { subject: "From us" }),
      };
      const message = renderMessage({ template, values: squigglyValues(known, channel, templateNames(template)), language: "en" });
      if (!message.ok) throw new Error(JSON.stringify(message));
      const shown = channel === "sms" ? firstName.replaceAll("’", "'") : firstName;
      expect(message.text).toContain(shown);
      if (message.html) {
        expect(message.html).not.toContain("<b>Al");
        expect(message.html).not.toMatch(LONE_HALF);
      }
      expect(message.text).not.toMatch(LONE_HALF);
    }
  });
});
