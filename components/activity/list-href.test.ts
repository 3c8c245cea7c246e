import { expect, test } from "vitest";
import { listHref, type Narrowing } from "./list-href";

const by: Narrowing = { from: "2027-03-01", to: "2027-03-07", channels: ["sms"], facilities: [], templates: ["reminder"] };
const read = (href: string) => Object.fromEntries(new URL(href, "http://x").searchParams);

test("[RTY-07] a number leads to its list with the same filters, narrowed by its line", () => {
  expect(read(listHref("delivered", by))).toEqual({
    tab: "sent",
    state: "delivered",
    channel: "sms",
    template: "reminder",
    days: "2027-03-01..2027-03-07",
  });
  expect(read(listHref("answered", by, { day: "2027-03-02", template: "confirm-reply" }))).toMatchObject({
    answered: "yes",
    template: "confirm-reply",
    days: "2027-03-02..2027-03-02",
  });
  expect(read(listHref("undelivered", by, { channel: "voice", reason: "" }))).toMatchObject({
    tab: "undelivered",
    channel: "voice",
    reason: "none",
  });
  expect(read(listHref("optedOut", by))).toMatchObject({ tab: "answers", reason: "opt-out" });
});
