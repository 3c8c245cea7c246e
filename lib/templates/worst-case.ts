import { exampleFacts } from "./example-facts";
import type { Partials } from "./partials";
import { renderMessage, templateNames } from "./render";
import { smsSegments, type SmsSegments } from "./segments";
import { squigglyValues, type SquigglyFacts } from "./squigglies";

/** Long, but such as a clinic really has: about one record in a hundred is longer. */
const LONG = {
  first: "Maximiliana",
  last: "Castellanos-Montgomery",
  provider: "Dr. Featherstonehaugh-Smythe",
  facility: "Northwestern Regional Family Medical Center",
  type: "Follow-up of a pre-operative assessment",
  address: "12345 North Martin Luther King Junior Boulevard, Suite 1200",
} as const;

/** Letters of the language that the GSM alphabet lacks stand in its patients' names too. */
const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  vi: ["Nguyễn Thị Phương", "Huỳnh-Trần"],
  pl: ["Światosława", "Brzęczyszczykiewicz"],
  ru: ["Александра", "Преображенская"],
  uk: ["Олександра", "Перебийніс-Шевченко"],
  "zh-hans": ["欧阳", "诸葛"],
  "zh-hant": ["歐陽", "諸葛"],
  ja: ["さくらこ", "勅使河原"],
  ko: ["아름다운", "황보"],
  ar: ["عبد الرحمن", "المنصوري"],
  fa: ["محمدرضا", "شهرستانی"],
  ur: ["عبدالرحمٰن", "صدیقی"],
  hi: ["विश्वनाथन", "चट्टोपाध्याय"],
};

/** The widest date of the coming year and a two-digit time: which day is long depends on the language. */
const DAYS = ["2026-12-30", "2026-09-23", "2027-02-24", "2026-11-25", "2026-10-28", "2027-01-23"] as const;

function worstFacts(language: string, organizationName: string, date: string): SquigglyFacts {
  const plain = exampleFacts(language, organizationName);
  const [firstName, lastName] = NAMES[language.toLowerCase()] ??
    NAMES[language.toLowerCase().split("-")[0] ?? ""] ?? [LONG.first, LONG.last];
  const listed = { date, time: "12:30", provider: LONG.provider, type: LONG.type, facility: LONG.facility, sensitive: false };
  return {
    ...plain,
    patient: { firstName, lastName, guardianFirstName: firstName },
    appointment: {
      ...plain.appointment!,
      date,
      time: "12:30",
      arrivalTime: "12:15",
      endTime: "13:45",
      durationMinutes: 75,
      type: LONG.type,
    },
    sameDay: [listed, { ...listed, time: "13:45" }, { ...listed, time: "14:15" }],
    upcoming: [listed, listed],
    provider: { ...plain.provider!, name: LONG.provider, lastName: "Featherstonehaugh-Smythe" },
    facility: { ...plain.facility!, name: LONG.facility, address: LONG.address },
    links: Object.fromEntries(Object.keys(plain.links).map((kind) => [kind, "https://reminders.example-health.org/p/4kT9sXbQwLmNpRvYz"])),
    firstMessage: true,
    openQuestions: [1, 2, 3].map(() => ({ firstName, lastName, date, time: "12:30" })),
  };
}

export type WorstCase = SmsSegments & { text: string };

/**
 * [TPL-07] A text message at its longest: long names of the language, a long date, the sentences of a first message. Undefined where it cannot be filled even
 * with everything known. Pure.
 */
export function worstCase(
  template: { body: string; language: string },
  organizationName: string,
  options: { partials?: Partials; tollFree?: boolean } = {},
): WorstCase | undefined {
  const { language, body } = template;
  const { partials, tollFree } = options;
  let worst: WorstCase | undefined;
  const names = templateNames({ body }, partials);
  for (const date of DAYS) {
    const values = squigglyValues(worstFacts(language, organizationName, date), "sms", names);
    const message = renderMessage({ template: { channel: "sms", body }, values, language, partials, tollFree });
    if (!message.ok) return undefined;
    const measured = { text: message.text, ...smsSegments(message.text, { tollFree }) };
    if (!worst || measured.segments > worst.segments || (measured.segments === worst.segments && measured.units > worst.units))
      worst = measured;
  }
  return worst;
}
