import packed from "moment-timezone/data/packed/latest.json";

/**
 * The rules of one zone: `offsets[i]` (milliseconds east of UTC) holds from `untils[i - 1]` (inclusive) to
 * `untils[i]` (exclusive, UTC milliseconds); the last has no end.
 */
export type ZoneRules = { name: string; untils: Float64Array; offsets: Float64Array; abbreviations: string[] };

/** Version of the IANA data in use, e.g. `2026f`. Stored beside every wall time. */
export const ZONE_DATA_VERSION: string = packed.version;

const packedByName = new Map<string, string>();
for (const line of packed.zones) packedByName.set(line.slice(0, line.indexOf("|")), line);
const linkTarget = new Map<string, string>();
for (const line of packed.links) {
  const bar = line.indexOf("|");
  linkTarget.set(line.slice(bar + 1), line.slice(0, bar));
}

const unpacked = new Map<string, ZoneRules>();

/** Digits of the package's base 60: 0-9, a-z, A-X. */
function digit(code: number): number {
  if (code > 96) return code - 87;
  if (code > 64) return code - 29;
  return code - 48;
}

/** Base 60 with an optional fraction, as the package packs minutes. */
function base60(text: string): number {
  const negative = text.startsWith("-");
  const [whole = "", fraction = ""] = (negative ? text.slice(1) : text).split(".");
  let value = 0;
  for (let i = 0; i < whole.length; i++) value = value * 60 + digit(whole.charCodeAt(i));
  let weight = 1 / 60;
  for (let i = 0; i < fraction.length; i++, weight /= 60) value += digit(fraction.charCodeAt(i)) * weight;
  return negative ? -value : value;
}

function unpack(name: string, line: string): ZoneRules {
  const [, abbreviationList = "", offsetList = "", indices = "", untilList = ""] = line.split("|");
  const names = abbreviationList.split(" ");
  // The package counts minutes west of UTC; everything here counts milliseconds east.
  const east = offsetList.split(" ").map((text) => Math.round(-base60(text) * 60) * 1000 + 0);
  const steps = untilList === "" ? [] : untilList.split(" ");
  const untils = new Float64Array(steps.length);
  let minutes = 0;
  for (let i = 0; i < steps.length; i++) {
    minutes += base60(steps[i]!);
    untils[i] = Math.round(minutes * 60) * 1000;
  }
  const offsets = new Float64Array(indices.length);
  const abbreviations: string[] = [];
  for (let i = 0; i < indices.length; i++) {
    const index = digit(indices.charCodeAt(i));
    offsets[i] = east[index]!;
    abbreviations.push(names[index]!);
  }
  return { name, untils, offsets, abbreviations };
}

/** True for every IANA zone name and alias the data knows (exact spelling). */
export function isZone(zone: string): boolean {
  return packedByName.has(zone) || linkTarget.has(zone);
}

/** The zone's rules, unpacked once. Throws RangeError for an unknown zone. */
export function zoneRules(zone: string): ZoneRules {
  const known = unpacked.get(zone);
  if (known) return known;
  const target = linkTarget.get(zone) ?? zone;
  const line = packedByName.get(target);
  if (line === undefined) throw new RangeError(`Unknown time zone: ${zone}`);
  const rules = unpack(zone, line);
  unpacked.set(zone, rules);
  return rules;
}

const CHOOSABLE = /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//;

/** Every zone name, sorted. `choosable`: only the Region/City names that a person would pick from a list. */
export function listZones(which: "all" | "choosable" = "all"): string[] {
  const all = [...packedByName.keys(), ...linkTarget.keys()].toSorted();
  return which === "all" ? all : all.filter((zone) => CHOOSABLE.test(zone));
}
