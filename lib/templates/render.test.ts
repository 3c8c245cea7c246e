import { describe, expect, test } from "vitest";
import { facts } from "./facts.test-support";
import { renderMessage, templateNames, type RenderInput } from "./render";
import { squigglyValues } from "./squigglies";

function render(
  body: string,
  values: RenderInput["values"],
  change: Partial<RenderInput> & { subject?: string; channel?: "sms" | "voice" | "email" } = {},
) {
  const { subject, channel = "sms", ...rest } = change;
  return renderMessage({ template: { channel, subject, body }, values, language: "en", ...rest });
}

describe("holding", () => {
  test("[TPL-05] a squiggly without a value holds the message and all are named", () => {
    expect(render("{{a}} {{b}} {{c}}", { b: "x" })).toEqual({ ok: false, missing: ["a", "c"] });
    expect(render("{{a}}", { a: "  " })).toEqual({ ok: false, missing: ["a"] });
  });
  test("[TPL-05] unless the template gives a default", () => {
    expect(render('Hi {{a | default: "there"}}', {})).toMatchObject({ ok: true, text: "Hi there" });
    expect(render("Hi{% if a %} {{a}}{% endif %}", {})).toMatchObject({ ok: true, text: "Hi" });
  });
  test("[TPL-06] instructions that a visit does not have hold the message, unless the default is nothing", () => {
    const values = { specialInstructions: undefined };
    expect(render("See you.{{ specialInstructions }}", values)).toMatchObject({ ok: false, missing: ["specialInstructions"] });
    expect(render('See you. {{ specialInstructions | default: "" }}', values)).toMatchObject({ ok: true, text: "See you." });
  });
  test("[TPL-05] a filter before the default does not hide the gap", () => {
    expect(render('{{a | upcase | default: "x"}}', {})).toEqual({ ok: false, missing: ["a"] });
  });
  test("[TPL-09] an empty message is never sent", () => {
    expect(render("{% if a %}{{a}}{% endif %}", {})).toEqual({ ok: false, missing: [], error: "The message is empty." });
    expect(render("{% if a %}{{a}}{% endif %}", {}, { channel: "voice" })).toMatchObject({ ok: false });
    expect(render("{% if a %}{{a}}{% endif %}", {}, { channel: "email", subject: "s" })).toMatchObject({ ok: false });
  });
  test("[TPL-05] a broken template holds instead of throwing", () => {
    expect(render("{{ a ", { a: "x" })).toMatchObject({ ok: false, missing: [], error: expect.stringContaining("not closed") });
    expect(render("{% render 'nowhere' %}", {})).toMatchObject({ ok: false, error: 'There is no block named "nowhere".' });
    expect(render("{{ a.b }}", { a: "x" })).toMatchObject({ ok: false });
    expect(render("x".repeat(1_601), {})).toMatchObject({ ok: false, error: expect.stringContaining("1600") });
  });
});

describe("values are data", () => {
  const evil = '{{ practiceName }}{% if true %}<b onmouseover="x()">&\'[click](https://evil.example)';
  test("[TPL-05] they are never parsed as Liquid", () => {
    expect(render("Hi {{a}}", { a: evil, practiceName: "SECRET" })).toMatchObject({ ok: true, text: `Hi ${evil}` });
  });
  test("[TPL-05] they are escaped in the HTML part and make no markup or link of their own", () => {
    const message = render("Hi {{a}}", { a: evil }, { channel: "email", subject: "s" });
    if (!message.ok) throw new Error("held");
    expect(message.html).toContain("&#60;b onmouseover=&#34;x()&#34;&#62;&#38;&#39;[click](https://evil.example)");
    expect(message.html).not.toContain("<b onmouseover");
    expect(message.html).not.toContain('href="https://evil.example"');
    expect(message.text).toContain(evil);
  });
  test("[TPL-05] a link target that is none leaves an empty address", () => {
    const message = render("[Go]({{a}})", { a: "javascript:alert(1)" }, { channel: "email", subject: "s" });
    if (!message.ok) throw new Error("held");
    expect(message.html).toContain('href=""');
    expect(message.html).not.toContain("javascript:");
  });
  test("[TPL-10] a line break in a value cannot write mail headers", () => {
    expect(render("x", { practiceName: "A\r\nBcc: b@example.com" }, { channel: "email", subject: "From {{practiceName}}" })).toMatchObject({
      subject: "From A Bcc: b@example.com",
    });
  });
  test("[TPL-05] prototype names are no values", () => {
    for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"]) expect(render(`{{${name}}}`, {}).ok).toBe(false);
  });
});

describe("filters", () => {
  test.each<[string, string, string]>([
    ["{{a | phone}}", "+14135550100", "(413) 555-0100"],
    ["{{a | phone}}", "not a number", "not a number"],
    ["{{a | titlecase}}", "MARIA DE LA CRUZ-O'NEIL", "Maria De La Cruz-O'Neil"],
    ["{{a | truncate: 8}}", "Lakeside Clinic", "Lakes..."],
    ["{{a | upcase}}", "abc", "ABC"],
    ["{{a | downcase}}", "ABC", "abc"],
    ["{{a | spoken}}", "+14135550100", "4 1 3, 5 5 5, 0 1 0 0"],
    ["{{a | spoken}}", "room B12", "room B 1 2"],
  ])("[TPL-05] %s of %j is %j", (body, a, expected) => {
    expect(render(body, { a })).toMatchObject({ ok: true, text: expected });
  });
});

describe("channels", () => {
  test("[TPL-07] a text message says its encoding and segments", () => {
    expect(render("Hi {{a}}", { a: "Мария" })).toEqual({ ok: true, text: "Hi Мария", segments: 1, encoding: "UCS-2", units: 8 });
    expect(render("{{a}}", { a: "a".repeat(305) }, { tollFree: true })).toMatchObject({ segments: 3 });
  });

  test("[TPL-10] an e-mail has a subject, HTML and plain text; a link alone is a button, an empty line a paragraph", () => {
    const message = render(
      "Hello {{a}},\nsecond line\n\n{% if go %}[Confirm]({{go}}){% endif %}\n[Cancel]({{go}})\n\nRead [this]({{go}}) <now> & then.\n\n{% if b %}never{% endif %}",
      { a: "Ana", go: "https://x.example/?a=1&b=2" },
      {
        channel: "email",
        subject: "From {{a}}",
        brand: {
          name: "Lake & Side",
          color: "#ffcc00",
          address: "12 Main St",
          phone: "(413) 555-0100",
          preferencesLink: "https://x.example/p",
        },
      },
    );
    if (!message.ok) throw new Error("held");
    expect(message.subject).toBe("From Ana");
    expect(message.html).toContain("<p>Hello Ana,<br>second line</p>");
    expect(message.html).toContain(
      '<p class="buttons"><a class="button" href="https://x.example/?a=1&#38;b=2">Confirm</a> <a class="button other"',
    );
    expect(message.html).toContain('<p>Read <a href="https://x.example/?a=1&#38;b=2">this</a> &#60;now&#62; &#38; then.</p>');
    expect(message.html).toContain("Lake &#38; Side");
    expect(message.html).toContain('lang="en" dir="ltr"');
    expect(message.html).toContain("prefers-color-scheme: dark");
    expect(message.html).toContain("color: #ffffff; font-weight: 600");
    expect(message.html).not.toContain("#ffcc00");
    expect(message.html).not.toContain("never");
    expect(message.text).toBe(
      "Hello Ana,\nsecond line\n\nConfirm: https://x.example/?a=1&b=2\nCancel: https://x.example/?a=1&b=2\n\nRead this: https://x.example/?a=1&b=2 <now> & then.\n\n--\nThis message is from Lake & Side.\n12 Main St · (413) 555-0100\nChange or stop these messages: https://x.example/p\n",
    );
  });
  test("[TPL-10] right-to-left languages are mirrored and a brand that is none does no harm", () => {
    const message = render(
      "x",
      {},
      {
        channel: "email",
        subject: "s",
        language: "ar",
        brand: { name: "<i>", color: "red;}", logoUrl: "javascript:1", preferencesLink: "javascript:2" },
      },
    );
    if (!message.ok) throw new Error("held");
    expect(message.html).toContain('dir="rtl"');
    expect(message.html).not.toContain("<i>");
    expect(message.html).not.toContain("javascript:");
    expect(message.html).not.toContain("red;");
  });
  test("[TPL-10] without a subject an e-mail is held", () => {
    expect(render("x", {}, { channel: "email" })).toMatchObject({ ok: false, error: "The e-mail has no subject." });
  });
  test("[TPL-10] a gap in the subject holds as well", () => {
    expect(render("{{a}}", {}, { channel: "email", subject: "{{b}}" })).toMatchObject({ ok: false, missing: ["b", "a"] });
  });

  test("[TPL-05] a list keeps its lines in an e-mail and stays in one line in a call", () => {
    const email = render("{{appointmentsListInDay}}", squigglyValues(facts(), "email"), { channel: "email", subject: "s" });
    expect(email).toMatchObject({ text: expect.stringContaining("9:00 AM with Dr. Lee, Lakeside Clinic\n10:30 AM with Lab") });
    expect(render("{{appointmentsListInDay}}", squigglyValues(facts(), "voice"), { channel: "voice" })).toMatchObject({
      text: "9 AM with Dr. Lee, and 10:30 AM with Lab",
    });
  });

  test("[TPL-02] shared blocks see the same squigglies", () => {
    expect(render("{% render 'who' %}!", { a: "Ana" }, { partials: { who: "Hi {{a}}" } })).toMatchObject({ text: "Hi Ana!" });
  });

  test("[TPL-05] only the names that a template uses need resolving", () => {
    expect(templateNames({ subject: "{{practiceName}}", body: "{% if a %}{{b}}{% endif %}{% render 'x' %}" }, { x: "{{c}}" })).toEqual([
      "practiceName",
      "a",
      "b",
      "c",
    ]);
  });
});
