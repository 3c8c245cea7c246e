import { expect, test } from "vitest";
import { addressWords } from "@/components/contacts/address-words";
import { liftWords } from "./words";

test.each([
  [{ removable: true, channel: null, ourAddress: null }, "Staff can remove"],
  [{ removable: false, channel: "sms", ourAddress: "+18335550111" }, "texting START to (833) 555-0111"],
  [{ removable: false, channel: null, ourAddress: null }, "texting START to the number they wrote to"],
  [{ removable: false, channel: "email", ourAddress: null }, "preferences link at the end of each e-mail"],
  [{ removable: false, channel: "voice", ourAddress: null }, "key press"],
] as const)("[CON-09] [CON-10] who can lift an entry is said (%#)", (row, words) => {
  expect(liftWords(row)).toContain(words);
});

test("numbers read as people write them", () => {
  expect([addressWords("+12125550133"), addressWords("+442071838750"), addressWords("a@b.example")]).toEqual([
    "(212) 555-0133",
    "+442071838750",
    "a@b.example",
  ]);
});
