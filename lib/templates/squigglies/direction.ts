import { dir } from "@/lib/i18n/languages";
import type { Channel } from "../types";

/** First strong isolate and its end: what stands between keeps its own direction and does not turn its neighbours. */
const ISOLATE = "\u2068";
const END = "\u2069";

const RTL_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const LTR_LETTER = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;
const PHONE = /^[+(]?\d[\d ().-]{5,}\d$/;

/**
 * Holds a name or a phone number together in a text that is written from right to left: "555-0100" would be shown as
 * "0100-555", and a text that begins with a Latin name would be laid out from left to right as a whole. Links stay bare, since
 * phones would take the mark for a part of the address. Nothing changes in other languages, nor in a call.
 */
export function isolated(value: string, language: string, channel: Channel): string {
  if (channel === "voice" || dir(language) === "ltr" || RTL_LETTER.test(value) || value.includes(ISOLATE) || /^https?:/i.test(value))
    return value;
  return LTR_LETTER.test(value) || PHONE.test(value) ? `${ISOLATE}${value}${END}` : value;
}
