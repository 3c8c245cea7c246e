import type { Channel } from "../types";
import { APPOINTMENT } from "./appointment";
import type { Squiggly } from "./define";
import { isolated } from "./direction";
import type { ListedVisit, SquigglyFacts } from "./facts";
import { LISTS } from "./lists";
import { PATIENT, PROVIDER } from "./people";
import { FACILITY, INSTRUCTIONS, ORGANIZATION } from "./places";
import { valueWords, type ValueWords } from "./words";

export type { Squiggly, SquigglyGroup } from "./define";
export { SQUIGGLY_GROUPS } from "./define";
export type { ListedVisit, SquigglyFacts } from "./facts";

/** Every squiggly, in the order in which the editor lists them. */
export const SQUIGGLIES: readonly Squiggly[] = [
  ...PATIENT,
  ...APPOINTMENT,
  ...LISTS,
  ...INSTRUCTIONS,
  ...PROVIDER,
  ...FACILITY,
  ...ORGANIZATION,
];

const BY_NAME = new Map(SQUIGGLIES.map((squiggly) => [squiggly.name, squiggly]));

export function findSquiggly(name: string): Squiggly | undefined {
  return BY_NAME.get(name);
}

/** Squiggly name → value in the recipient's language, for the channel. A name without a value is absent. */
export type SquigglyValues = Record<string, string>;

/**
 * Resolves squigglies for one recipient: all that a plain channel may carry, or only `names` (see `templateNames`).
 * A sensitive visit gives generic words for type, provider, facility and instructions [DLV-16].
 * Throws RangeError when a date or time in the facts is none.
 */
export function squigglyValues(facts: SquigglyFacts, channel: Channel, names?: Iterable<string>): SquigglyValues {
  const words = valueWords(facts.language);
  const from = { facts: withGenericWording(facts, words), channel, language: facts.language, words };
  const values: SquigglyValues = {};
  for (const name of names ?? BY_NAME.keys()) {
    const squiggly = BY_NAME.get(name);
    if (!squiggly || squiggly.secureOnly || squiggly.channels?.includes(channel) === false) continue;
    const value = squiggly.resolve(from);
    if (value) values[name] = isolated(value, facts.language, channel);
  }
  return values;
}

function withGenericWording(facts: SquigglyFacts, words: ValueWords): SquigglyFacts {
  const { type, provider, facility, instructions } = words.generic;
  const general = { ...facts, sameDay: facts.sameDay?.map(genericVisit), upcoming: facts.upcoming?.map(genericVisit) };
  if (!facts.appointment?.sensitive) return general;
  const given = facts.appointment.instructions;
  return {
    ...general,
    appointment: {
      ...facts.appointment,
      type,
      instructions: given && (given.type ?? given.facility ?? given.provider) ? { type: instructions } : undefined,
    },
    provider: facts.provider && { name: provider },
    facility: facts.facility && {
      ...facts.facility,
      name: facility,
      phonetic: undefined,
      hours: undefined,
      mapLink: mapByAddress(facts.facility),
    },
  };
}

/** A link to a map is typed by the clinic and often carries the facility's name: one by its address alone takes its place. */
function mapByAddress({ mapLink, address, city, state, zip }: NonNullable<SquigglyFacts["facility"]>): string | undefined {
  const where = [address, city, state, zip].filter(Boolean).join(", ");
  return mapLink && where ? `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(where)}` : undefined;
}

function genericVisit(visit: ListedVisit): ListedVisit {
  return visit.sensitive ? { ...visit, type: undefined, provider: undefined, facility: undefined } : visit;
}
