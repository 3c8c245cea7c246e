import { describe, expect, test } from "vitest";
import { barredByLists, chooseContact, type ContactFacts, type SenderFacts } from "./choose-contact";

const NOW = new Date("2027-03-01T15:00:00Z");

const sender = (channel: SenderFacts["channel"]): SenderFacts => ({
  id: `sender-${channel}`,
  channel,
  address: "+18335550100",
  carrierAccountId: "account",
  facilityId: null,
  isDefault: true,
  stopped: false,
});

const contact = (over: Partial<ContactFacts> = {}): ContactFacts => ({
  contactId: over.address ?? "contact",
  endpointId: "endpoint",
  address: "+12125550123",
  channel: "sms",
  rank: 0,
  preferred: false,
  archived: false,
  lineType: "mobile",
  invalidCode: null,
  suppressions: [],
  lists: [],
  ...over,
});

const choose = (contacts: ContactFacts[], over: Partial<Parameters<typeof chooseContact>[0]> = {}) =>
  chooseContact({
    contacts,
    senders: [sender("sms"), sender("email")],
    channels: { value: { sms: true, voice: true, email: true }, from: "default" },
    archived: { value: "never", from: "default" },
    allowListOnly: { value: false, from: "default" },
    facilityId: null,
    now: NOW,
    ...over,
  });

describe("archived contacts", () => {
  const archived = contact({ address: "+12125550199", archived: true, preferred: true });
  const allowed = { value: "allowed", from: "organization" } as const;

  test("[CON-05] never, and the trail names the setting", () => {
    const choice = choose([archived]);
    expect(choice).toMatchObject({
      outcome: "none",
      reason: "contact-archived",
      trail: [{ reason: "contact-archived", setting: { key: "consent.archivedContacts", from: "default" } }],
    });
  });

  test("[CON-05] where allowed, after every other contact, and the trail says so", () => {
    expect(choose([archived, contact()], { archived: allowed })).toMatchObject({ contact: { address: "+12125550123" } });
    expect(choose([archived, contact({ invalidCode: "21211" })], { archived: allowed })).toMatchObject({
      contact: { address: "+12125550199" },
      trail: [
        { reason: "contact-invalid" },
        { reason: "contact-archived-used", setting: { key: "consent.archivedContacts", from: "organization" } },
      ],
    });
  });

  test("[CON-05] [CON-01] never on a channel that is switched off, to somebody else's number, or to one that opted out", () => {
    const off = { value: { sms: false, voice: true, email: true }, from: "organization" } as const;
    expect(choose([archived], { archived: allowed, channels: off })).toMatchObject({ reason: "channel-disabled" });
    expect(choose([{ ...archived, wrongNumber: true }], { archived: allowed })).toMatchObject({ reason: "contact-archived" });
    expect(choose([{ ...archived, suppressions: [{ channel: null }] }], { archived: allowed })).toMatchObject({ reason: "do-not-contact" });
  });
});

describe("the lists", () => {
  test("[CON-08] a blocked number is passed over, whatever else is said of it, and the next one is used", () => {
    const blocked = contact({ address: "+12125550111", preferred: true, lists: ["blocked", "allowed"] });
    expect(choose([blocked, contact({ rank: 1 })])).toMatchObject({
      contact: { address: "+12125550123" },
      trail: [{ reason: "contact-blocked" }, { reason: "contact-next" }],
    });
    expect(choose([blocked])).toMatchObject({ outcome: "none", reason: "contact-blocked" });
  });

  test("[CON-07] while only the allow-list is contacted nobody else is, and the trail names the setting", () => {
    const allowListOnly = { value: true, from: "organization" } as const;
    expect(choose([contact()], { allowListOnly })).toMatchObject({
      reason: "not-on-allow-list",
      trail: [{ setting: { key: "consent.allowListOnly", from: "organization" } }],
    });
    expect(choose([contact({ lists: ["allowed"] })], { allowListOnly })).toMatchObject({ outcome: "contact" });
    expect(choose([contact()])).toMatchObject({ outcome: "contact" });
  });

  test("[CON-07] [CON-08] blocked beats allowed", () => {
    expect(barredByLists(["allowed", "blocked"], true)).toBe("contact-blocked");
    expect(barredByLists(["allowed"], true)).toBeUndefined();
    expect(barredByLists([], true)).toBe("not-on-allow-list");
    expect(barredByLists([], false)).toBeUndefined();
  });
});

describe("what the patient chose", () => {
  test("[CON-12] comes first, the others after it where it cannot be used; none ends the messages", () => {
    const mail = contact({ address: "ann@example.com", channel: "email", rank: 5 });
    const text = contact({ preferred: true });
    expect(choose([text, mail], { wish: "email" })).toMatchObject({ contact: { channel: "email" }, trail: [{ reason: "contact-wished" }] });
    expect(choose([text, { ...mail, invalidCode: "bounced" }], { wish: "email" })).toMatchObject({
      contact: { channel: "sms" },
      trail: [{ reason: "contact-invalid" }, { reason: "contact-preferred" }],
    });
    expect(choose([text, mail], { wish: "any" })).toMatchObject({ contact: { channel: "sms" } });
    expect(choose([text, mail], { wish: "none" })).toMatchObject({ outcome: "none", reason: "patient-wants-none" });
  });
});

describe("a patient under age", () => {
  const minors = (born: string | null, on = true) => ({
    minors: {
      on: { value: on, from: "default" as const },
      ageOfMajority: { value: 18, from: "default" as const },
      birthDate: born,
      today: "2027-03-01",
    },
  });
  const own = contact({ preferred: true });
  const mother = contact({ address: "+12125550177", rank: 3, guardian: { id: "guardian", firstName: "Ana", always: false } });

  test("[CON-15] the guardian's contact is used, none of the patient's own, and the trail says so without a name", () => {
    const choice = choose([own, mother], minors("2015-06-01"));
    expect(choice).toMatchObject({
      contact: { address: "+12125550177" },
      trail: [
        { reason: "guardian-instead", setting: { key: "consent.guardians" } },
        { reason: "contact-guardian", data: { channel: "sms", age: 18, always: false }, setting: { key: "consent.guardians" } },
      ],
    });
    expect(JSON.stringify(choice.trail)).not.toContain("Ana");
  });

  test("[CON-15] a guardian who opted out is not gone round: the patient is not contacted instead", () => {
    const stopped = { ...mother, suppressions: [{ channel: null }] };
    expect(choose([own, stopped], minors("2015-06-01"))).toMatchObject({ outcome: "none", reason: "do-not-contact" });
    expect(choose([own, { ...mother, archived: true }], minors("2015-06-01"))).toMatchObject({ contact: { address: own.address } });
  });

  test("[CON-15] of age, without a birth date, or with the setting off: the patient's own; a guardian with power always", () => {
    for (const facts of [minors("1990-06-01"), minors(null), minors("2015-06-01", false)])
      expect(choose([own, mother], facts)).toMatchObject({ contact: { address: own.address } });
    expect(choose([mother], minors("1990-06-01"))).toMatchObject({
      reason: "contact-of-guardian",
      trail: [{ setting: { key: "consent.ageOfMajority" } }],
    });
    const always = { ...mother, guardian: { ...mother.guardian!, always: true } };
    expect(choose([own, always], minors("1990-06-01"))).toMatchObject({ contact: { address: "+12125550177" } });
  });
});
