import { parsePhoneNumberFromString } from "libphonenumber-js";

/** `+16175550100` → `(617) 555-0100`; what is no valid number is given back as it is. */
export function formatPhone(value: string): string {
  const phone = parsePhoneNumberFromString(value, "US");
  if (!phone?.isPossible()) return value;
  return phone.countryCallingCode === "1" ? phone.formatNational() : phone.formatInternational();
}

/** How a voice should read a number: digit by digit, with pauses where the number has groups. */
export function spokenPhone(value: string): string {
  const groups = formatPhone(value).match(/\d+/g);
  return groups ? groups.map((group) => group.split("").join(" ")).join(", ") : value;
}

/** Spells what a synthetic voice would read wrongly: digit groups of four and more, and codes of letters and digits. */
function spoken(value: string): string {
  if (/^\+?[\d\s().-]{7,}$/.test(value)) return spokenPhone(value);
  return value.replace(/\b(?=\w*\d)(?=\w*[A-Za-z])\w{3,}\b|\b\d{4,}\b/g, (word) => word.split("").join(" "));
}

/** `MARIA DE LA CRUZ` → `Maria De La Cruz`. */
function titlecase(value: string): string {
  return value.toLowerCase().replace(/(^|[\s\-'’(])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/** A value that is about to become a link target: web, mail and telephone addresses only. */
export function safeUrl(value: string): string {
  return /^(https?:\/\/|mailto:|tel:)/i.test(value) ? value : "";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** The product's own filters by Liquid name; `default`, `truncate`, `upcase` and `downcase` are Liquid's. */
export const OWN_FILTERS: Readonly<Record<string, (value: unknown) => string>> = {
  phone: (value) => formatPhone(text(value)),
  titlecase: (value) => titlecase(text(value)),
  spoken: (value) => spoken(text(value)),
};
