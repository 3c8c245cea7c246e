import { describe, expect, test } from "vitest";
import { checkTemplate, type CheckOptions } from "./check";

const sms: CheckOptions = { scope: "reminder", channel: "sms" };

function messages(source: string, options: CheckOptions = sms): string[] {
  return checkTemplate(source, options).errors.map((error) => error.message);
}

describe("names", () => {
  test("[TPL-05] a good template has no errors and says what it uses", () => {
    expect(
      checkTemplate("{{practiceName}}: {{ patientFirstName | upcase }}{% if providerName %} with {{providerName}}{% endif %}", sms),
    ).toEqual({
      errors: [],
      used: ["practiceName", "patientFirstName", "providerName"],
    });
  });
  test("[TPL-05] an unknown squiggly is an error with its place and a suggestion", () => {
    expect(checkTemplate("Hello\n  {{ patientFristName }}", sms).errors).toEqual([
      {
        message: 'There is no squiggly "patientFristName". Did you mean "patientFirstName"?',
        line: 2,
        col: 6,
        squiggly: "patientFristName",
      },
    ]);
    expect(messages("{{ xyz }}")).toEqual(['There is no squiggly "xyz".']);
    expect(messages("{% if xyz %}a{% endif %}")).toEqual(['There is no squiggly "xyz".']);
    expect(messages("{{ patientFirstName | default: nickname }}")).toEqual(['There is no squiggly "nickname".']);
  });
  test("[TPL-05] each wrong name is told once, and all of them", () => {
    expect(messages("{{aaa}} {{bbb}} {{aaa}}")).toHaveLength(2);
  });
  test("[TPL-05] parts of names are refused", () => {
    expect(messages("{{ patientFirstName.constructor }}")).toEqual(['"patientFirstName.constructor" is no squiggly: names have no parts.']);
    expect(messages("{{ constructor }}")).toHaveLength(1);
    expect(messages("{{ __proto__ }}")).toHaveLength(1);
  });
  test("[TPL-05] a name of the template's own is fine", () => {
    expect(messages("{% assign who = patientFirstName %}{{ who }}")).toEqual([]);
  });
  test("[TPL-05] secure-only names are refused on plain channels", () => {
    for (const channel of ["sms", "voice", "email"] as const)
      expect(messages("{{ patientDateOfBirth }}", { scope: "reminder", channel })[0]).toMatch(/only stand in secure messages/);
    expect(messages("{{ patientDateOfBirth }}", { scope: "reminder", channel: "secure" })).toEqual([]);
  });
  test("[TPL-05] links are not spoken", () => {
    expect(messages("{{ appointmentLink }}", { scope: "reminder", channel: "voice" })).toEqual([
      '"appointmentLink" cannot be used in a call.',
    ]);
  });
  test("[TPL-10] an e-mail's subject names the practice and nothing about the visit", () => {
    const subject: CheckOptions = { scope: "reminder", channel: "email", part: "subject" };
    expect(messages("A reminder from {{practiceName}}", subject)).toEqual([]);
    for (const name of ["patientFirstName", "appointmentDate", "appointmentType", "providerName", "facilityName"])
      expect(messages(`Visit {{${name}}}`, subject)).toHaveLength(1);
  });
  test("[TPL-05] single braces around a known name are pointed out", () => {
    expect(checkTemplate("Hi {patientFirstName}", sms).errors).toEqual([
      { message: "Write {{ patientFirstName }} with two braces.", line: 1, col: 4, squiggly: "patientFirstName" },
    ]);
    expect(messages("a {thing} b")).toEqual([]);
  });
});

describe("syntax", () => {
  test.each<[string, RegExp]>([
    ["Hi {{ patientFirstName ", /not closed/],
    ["{% if patientFirstName %}a", /not closed/],
    ["{{ patientFirstName | shout }}", /There is no filter "shout"/],
    ["{{ patientFirstName | raw }}", /There is no filter "raw"/],
    ["{{ appointmentDate | date: '%Y' }}", /There is no filter "date"/],
    ["{% for a in appointmentsListInDay %}{{a}}{% endfor %}", /cannot be used/],
    ["{% include 'x' %}", /cannot be used/],
    ["{% layout 'x' %}", /cannot be used/],
    ["{% tablerow a in b %}{% endtablerow %}", /cannot be used/],
    ["{% raw %}{{ x }}{% endraw %}", /cannot be used/],
    ["{% nonsense %}", /cannot be used/],
    ["{{ }}", /not understood/],
  ])("[TPL-05] %j is refused in words", (source, message) => {
    expect(messages(source)[0]).toMatch(message);
  });
  test("[TPL-05] the place of a syntax error is given", () => {
    expect(checkTemplate("one\ntwo {% nonsense %}", sms).errors[0]).toMatchObject({ line: 2, col: 5 });
  });
  test("[TPL-05] an oversized template is refused", () => {
    expect(messages("a".repeat(20_001))[0]).toMatch(/at most/);
  });
});

describe("shared blocks", () => {
  test("[TPL-02] a block's squigglies count", () => {
    expect(checkTemplate("{% render 'where' %}", { ...sms, partials: { where: "{{facilityName}}" } })).toEqual({
      errors: [],
      used: ["facilityName"],
    });
    expect(messages("{% render 'where' %}", { ...sms, partials: { where: "{{facilityNme}}" } })[0]).toMatch(/Did you mean "facilityName"/);
  });
  test("[TPL-02] an unknown block and a circle are refused", () => {
    expect(messages("a\n{% render 'nowhere' %}")).toEqual(['There is no block named "nowhere".']);
    expect(checkTemplate("a\n{% render 'x' %}", { ...sms, partials: { x: "{% render 'y' %}", y: '{%- render "x" -%}' } }).errors).toEqual([
      { message: 'The block "x" contains itself: x → y → x.', line: 2, col: 1 },
    ]);
    expect(messages("{% render 'x' %}", { ...sms, partials: { x: "{% render 'x' %}" } })).toHaveLength(1);
  });
  test("[TPL-02] a prompt for CANCEL hidden in a block is found", () => {
    expect(messages("{% render 'x' %}", { ...sms, partials: { x: "Reply CANCEL" } })).toHaveLength(1);
  });
});

describe("reply CANCEL", () => {
  test.each([
    "Reply CANCEL to cancel",
    "reply cancel",
    "Reply with CANCEL",
    "Text CANCEL to 12345",
    'Reply "CANCEL" now',
    "reply with the word 'cancel'",
    "Reply YES to confirm or CANCEL to cancel.",
    "Respond CANCEL",
    "Send CANCEL",
    "Type CANCEL",
    "Reply: CANCEL",
    "Y = yes, CANCEL = no",
    "Responda CANCELAR",
    "responda con la palabra cancelar",
    "Responda SI o CANCELAR",
    "Envíe CANCELAR para cancelar",
    "Conteste CANCEL",
  ])("[CON-11] %j is refused", (source) => {
    expect(messages(source)[0]).toMatch(/Do not ask for the answer CANCEL/);
  });
  test.each([
    "Reply N to cancel",
    "Reply Y to confirm, N to cancel, R to change.",
    "Reply N to CANCEL",
    "Call us to cancel",
    "Your visit is NOT canceled",
    "1 = cancel only the visit, 2 = stop",
    "Responda NO para cancelar",
    "Our cancellation policy: reply early.",
    "[Cancel this visit]({{cancelLink}})",
    "Thanks for your text. Canceled visits can be booked again.",
  ])("[CON-11] %j is fine", (source) => {
    expect(messages(source)).toEqual([]);
  });
  test("[CON-11] the check is quick on long odd input", () => {
    const start = performance.now();
    checkTemplate(`reply${" ".repeat(9_000)}with the word ${"the ".repeat(2_000)}`, sms);
    expect(performance.now() - start).toBeLessThan(300);
  });
});
