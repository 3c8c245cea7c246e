import { describe, expect, test } from "vitest";
import { accountInput, senderAddress, senderInput, senderNumber } from "./schemas";

const sender = {
  accountId: "0190a1b2-0000-7000-8000-000000000001",
  channel: "sms",
  address: "(833) 555-0142",
  kind: "toll-free",
  keywordAnswers: "carrier",
  cancelMode: "A",
  facilityId: "",
  isDefault: true,
  accountMail: true,
} as const;
const wrong = (input: unknown) => senderInput.safeParse(input).error?.issues.map((issue) => issue.path[0]);

describe("[ADM-02] what may send", () => {
  test.each([
    ["+1 833 555 0142", "+18335550142"],
    ["833-555-0142", "+18335550142"],
    ["+44 20 7946 0018", "+442079460018"],
    ["24680", "24680"],
    ["123456", "123456"],
    ["1234567", undefined],
    ["+1 833 555 014", undefined],
    ["833 555 0142 ext 3", undefined],
    ["", undefined],
    ["hello@example.com", undefined],
  ])("the number %j is %j", (text, number) => {
    expect(senderNumber(text)).toBe(number);
  });

  test.each([
    [" Reminders@Clinic.Example ", "reminders@clinic.example"],
    ["a.b+c@mail.clinic.co.uk", "a.b+c@mail.clinic.co.uk"],
    ["reminders@localhost", undefined],
    ["reminders@-clinic.example", undefined],
    ["reminders@clinic..example", undefined],
    ["Clinic <reminders@clinic.example>", undefined],
    ["a@b@clinic.example", undefined],
    ["+18335550142", undefined],
  ])("the address %j is %j", (text, address) => {
    expect(senderAddress(text)).toBe(address);
  });

  test("is kept as the carrier writes it, and only an e-mail sender writes to the organization's own people", () => {
    expect(senderInput.parse(sender)).toMatchObject({ address: "+18335550142", accountMail: false, facilityId: undefined });
    expect(senderInput.parse({ ...sender, channel: "email", address: "a@clinic.example" })).toMatchObject({
      kind: "email",
      accountMail: true,
    });
    expect(wrong({ ...sender, address: "12345" })).toEqual(["kind"]);
    expect(wrong({ ...sender, kind: "short-code" })).toEqual(["kind"]);
    expect(wrong({ ...sender, channel: "voice", kind: "short-code", address: "12345" })).toEqual(["channel"]);
    expect(wrong({ ...sender, channel: "email" })).toEqual(["address"]);
  });
});

test("[ADM-02] keys look like the carrier's; an empty one keeps what is stored", () => {
  const twilio = { carrier: "twilio", accountRef: `AC${"a1".repeat(16)}`, secret: "" };
  expect(accountInput.parse(twilio)).toMatchObject({ secret: undefined });
  expect(accountInput.safeParse({ ...twilio, accountRef: "AC12" }).success).toBe(false);
  expect(accountInput.safeParse({ ...twilio, secret: "short" }).success).toBe(false);
  const resend = { carrier: "resend", accountRef: "team", secret: "re_0123456789", webhookSecret: "whsec_MDEyMzQ1Njc4OTAxMjM0NQ==" };
  expect(accountInput.parse(resend)).toMatchObject(resend);
  expect(accountInput.safeParse({ ...resend, secret: "sk_0123456789" }).success).toBe(false);
});
