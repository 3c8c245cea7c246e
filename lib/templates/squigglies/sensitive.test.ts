import { describe, expect, test } from "vitest";
import {
  renderMessage,
  squigglyValues,
  SQUIGGLIES,
  STANDARD_TEMPLATES,
  TEMPLATE_CHANNELS,
  TEMPLATE_KEYS,
  type SquigglyFacts,
} from "@/lib/templates";
import { TEMPLATE_LANGUAGES } from "../languages";
import { standardTemplate } from "../standard";
import { facts } from "../facts.test-support";

/** Each a word that stands in one place of the record only: whoever reads it knows what the visit is about. */
const TELLING = {
  type: "Methadone",
  provider: "Zweigelt",
  providerFirst: "Quirina",
  providerTitle: "Suchtmedizinerin",
  providerSaid: "Tswy-gelt",
  facility: "Recoveryhouse",
  facilitySaid: "Ree-covery",
  typeTold: "Naltrexone",
  facilityTold: "Needledesk",
  providerTold: "Bringyourkit",
  hours: "Detoxhours",
} as const;

const listed = {
  date: "2026-12-05",
  time: "10:30",
  type: TELLING.type,
  provider: TELLING.provider,
  facility: TELLING.facility,
  sensitive: true,
};

function sensitiveFacts(language: string): SquigglyFacts {
  const plain = facts({ language });
  return {
    ...plain,
    appointment: {
      ...plain.appointment!,
      type: TELLING.type,
      sensitive: true,
      instructions: { type: TELLING.typeTold, facility: TELLING.facilityTold, provider: TELLING.providerTold },
    },
    sameDay: [listed, { ...listed, time: "11:30" }],
    upcoming: [listed],
    provider: {
      name: `${TELLING.providerTitle} ${TELLING.providerFirst} ${TELLING.provider}`,
      firstName: TELLING.providerFirst,
      lastName: TELLING.provider,
      title: TELLING.providerTitle,
      phonetic: TELLING.providerSaid,
    },
    facility: {
      ...plain.facility!,
      name: TELLING.facility,
      phonetic: TELLING.facilitySaid,
      hours: TELLING.hours,
      mapLink: `https://maps.example.com/?q=${TELLING.facility}`,
    },
  };
}

function tellingIn(text: string): string[] {
  return Object.values(TELLING).filter((word) => text.toLowerCase().includes(word.toLowerCase()));
}

describe.each([...TEMPLATE_LANGUAGES])("a sensitive visit in %s", (language) => {
  test("[DLV-16] no squiggly on any channel names type, provider or facility, lists and instructions neither", () => {
    for (const channel of TEMPLATE_CHANNELS) {
      const values = squigglyValues(sensitiveFacts(language), channel);
      for (const [name, value] of Object.entries(values)) expect(tellingIn(value), `${name} by ${channel}: ${value}`).toEqual([]);
      for (const name of ["appointmentType", "providerName", "facilityName", "specialInstructions", "appointmentsListInDay"])
        expect(values[name], `${name} by ${channel} would hold the message`).toBeTruthy();
    }
  });

  test.skipIf(!Object.hasOwn(STANDARD_TEMPLATES, language))("[DLV-16] every standard message goes out and tells nothing", () => {
    for (const key of TEMPLATE_KEYS)
      for (const channel of TEMPLATE_CHANNELS) {
        const values = squigglyValues(sensitiveFacts(language), channel);
        const message = renderMessage({ template: standardTemplate(key, channel, language), values, language });
        if (!message.ok) throw new Error(`${key} ${channel} is held: ${message.missing.join(", ")} ${message.error ?? ""}`);
        expect(tellingIn(`${message.subject ?? ""} ${message.text} ${message.html ?? ""}`), `${key} ${channel}`).toEqual([]);
      }
  });
});

test("[DLV-16] these facts would tell, were the visit not sensitive: the test can fail", () => {
  const told = sensitiveFacts("en");
  const visible = { ...told, appointment: { ...told.appointment!, sensitive: false }, sameDay: [{ ...listed, sensitive: false }] };
  const all = TEMPLATE_CHANNELS.map((channel) => Object.values(squigglyValues(visible, channel)).join("\n")).join("\n");
  expect(tellingIn(all)).toEqual(Object.values(TELLING));
  expect(SQUIGGLIES.length).toBeGreaterThan(40);
});
