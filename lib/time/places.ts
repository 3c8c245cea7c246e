import areaCodes from "areacodes/lib/data.json";
import lookUpZone from "@photostructure/tz-lookup";
import zipcodes from "zipcodes";
import { AREA_CODE_PLACES, NEWER_AREA_CODES, SPLIT_AREA_CODES } from "@/lib/time/area-codes";
import { isZone } from "@/lib/time/zone-data";

/**
 * Where a US or Canadian phone number or postal code is. Heavy (megabytes of tables): import it where facts are
 * gathered, never from rules or browser code. `undefined` always means "not known": callers fall back to the facility.
 */

type AreaCode = { stateCode?: string | null; location?: { latitude: number | null; longitude: number | null } | null };

const AREA_CODES: Record<string, AreaCode | undefined> = areaCodes;

/** First letter of a Canadian postal code → province; X is shared by two territories. */
const PROVINCES: Record<string, string | undefined> = {
  A: "NL",
  B: "NS",
  C: "PE",
  E: "NB",
  G: "QC",
  H: "QC",
  J: "QC",
  K: "ON",
  L: "ON",
  M: "ON",
  N: "ON",
  P: "ON",
  R: "MB",
  S: "SK",
  T: "AB",
  V: "BC",
  Y: "YT",
};

const zoneByPlace = new Map<string, string | undefined>();

function zoneAt(key: string, latitude: number, longitude: number): string | undefined {
  if (!zoneByPlace.has(key)) {
    const zone = lookUpZone(latitude, longitude);
    // The open sea has zones too ("Etc/GMT+3"): nobody lives there, so the coordinates are wrong.
    zoneByPlace.set(key, isZone(zone) && !zone.startsWith("Etc/") ? zone : undefined);
  }
  return zoneByPlace.get(key);
}

/** Area code of a North American E.164 number; newer codes read as the older one that they overlay. */
function areaOf(e164: string): string | undefined {
  const match = /^\+1([2-9]\d{2})[2-9]\d{6}$/.exec(e164);
  if (!match) return undefined;
  const code = match[1]!;
  return NEWER_AREA_CODES[code] ?? code;
}

/** Five digits of a ZIP (also ZIP+4), or the first three characters of a Canadian postal code. */
function postalKey(postalCode: string): string | undefined {
  const text = postalCode.trim().toUpperCase();
  if (/^\d{5}(-?\d{4})?$/.test(text)) return text.slice(0, 5);
  return /^[A-Z]\d[A-Z]( ?\d[A-Z]\d)?$/.test(text) ? text.slice(0, 3) : undefined;
}

/** IANA zone of the number's area code; undefined for other countries, toll-free codes and codes that span two zones. */
export function zoneOfUsPhone(e164: string): string | undefined {
  const code = areaOf(e164);
  if (code === undefined || SPLIT_AREA_CODES.has(code)) return undefined;
  const listed = AREA_CODE_PLACES[code];
  if (listed) return listed.zone;
  const location = AREA_CODES[code]?.location;
  if (!location?.latitude || !location.longitude) return undefined;
  return zoneAt(`+1${code}`, location.latitude, location.longitude);
}

/** Two-letter state or province of the number's area code. */
export function stateOfPhone(e164: string): string | undefined {
  const code = areaOf(e164);
  if (code === undefined) return undefined;
  return AREA_CODE_PLACES[code]?.state ?? AREA_CODES[code]?.stateCode ?? undefined;
}

/** IANA zone of a US ZIP code (5 digits or ZIP+4) or Canadian postal code. */
export function zoneOfZip(postalCode: string): string | undefined {
  const key = postalKey(postalCode);
  const place = key === undefined ? undefined : zipcodes.lookup(key);
  return place && key !== undefined ? zoneAt(key, place.latitude, place.longitude) : undefined;
}

/** Two-letter state or province of a US ZIP code or Canadian postal code. */
export function stateOfZip(postalCode: string): string | undefined {
  const key = postalKey(postalCode);
  if (key === undefined) return undefined;
  return key.length === 3 ? PROVINCES[key.charAt(0)] : zipcodes.lookup(key)?.state;
}

/**
 * Zone and state of a recipient, the ZIP code before the phone number's area code. Either may be undefined.
 * `postalCode` and `phone` (E.164) as on file.
 */
export function placeOfRecipient(recipient: { postalCode?: string | null; phone?: string | null }): {
  zone: string | undefined;
  state: string | undefined;
} {
  const { postalCode, phone } = recipient;
  return {
    zone: (postalCode ? zoneOfZip(postalCode) : undefined) ?? (phone ? zoneOfUsPhone(phone) : undefined),
    state: (postalCode ? stateOfZip(postalCode) : undefined) ?? (phone ? stateOfPhone(phone) : undefined),
  };
}
