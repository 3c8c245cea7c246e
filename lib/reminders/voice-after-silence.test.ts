import { describe, expect, test } from "vitest";
import { chooseContact, type ContactFacts, type SenderFacts } from "@/lib/consent/choose-contact";
import { callsFirst } from "./voice-after-silence";

const contact = (over: Partial<ContactFacts>): ContactFacts => ({
  contactId: "c",
  endpointId: "mobile",
  address: "+12125550123",
  channel: "sms",
  rank: 0,
  preferred: true,
  archived: false,
  lineType: "mobile",
  invalidCode: null,
  suppressions: [],
  ...over,
});
const senders: SenderFacts[] = (["sms", "voice", "email"] as const).map((channel) => ({
  id: channel,
  channel,
  address: "+18335550100",
  carrierAccountId: "a",
  facilityId: null,
  isDefault: true,
  stopped: false,
}));

function chosen(contacts: ContactFacts[], voice = true): string {
  const choice = chooseContact({
    contacts: callsFirst(contacts),
    senders,
    channels: { value: { sms: true, voice, email: true }, from: "default" },
    facilityId: null,
    now: new Date("2026-10-13T14:00:00Z"),
  });
  return choice.outcome === "contact" ? `${choice.contact.channel} ${choice.contact.endpointId}` : choice.reason;
}

describe("[REM-21] after a text without an answer", () => {
  const landline = contact({ contactId: "l", endpointId: "landline", channel: "voice", rank: 3, preferred: false, lineType: "landline" });
  const email = contact({ contactId: "e", endpointId: "mail", channel: "email", preferred: false });

  test("the number for calls is called, else the one the texts went to", () => {
    expect(chosen([contact({}), email, landline])).toBe("voice landline");
    expect(chosen([contact({}), email])).toBe("voice mobile");
  });

  test("who does not want calls is texted on; without calls or anything else, so it stays", () => {
    expect(chosen([contact({ suppressions: [{ channel: "voice" }] }), email])).toBe("sms mobile");
    expect(chosen([contact({}), email], false)).toBe("sms mobile");
    expect(chosen([email])).toBe("email mail");
    expect(chosen([contact({ suppressions: [{ channel: null }] })])).toBe("do-not-contact");
    expect(chosen([contact({ archived: true }), landline])).toBe("voice landline");
  });
});
