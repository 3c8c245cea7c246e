/** Words of other systems → the product's own. Pure; undefined for words not known. */

const LANGUAGE_WORDS: Record<string, string> = {
  english: "en", eng: "en", inglés: "en", ingles: "en",
  spanish: "es", spa: "es", español: "es", espanol: "es", castilian: "es",
  "chinese": "zh-Hans", chi: "zh-Hans", zho: "zh-Hans", mandarin: "zh-Hans", "simplified chinese": "zh-Hans", "traditional chinese": "zh-Hant", cantonese: "zh-Hant",
  vietnamese: "vi", vie: "vi", korean: "ko", kor: "ko", japanese: "ja", jpn: "ja", tagalog: "fil", filipino: "fil", tgl: "fil", fil: "fil",
  russian: "ru", rus: "ru", ukrainian: "uk", ukr: "uk", polish: "pl", pol: "pl", portuguese: "pt", por: "pt", french: "fr", fre: "fr", fra: "fr",
  german: "de", ger: "de", deu: "de", italian: "it", ita: "it", arabic: "ar", ara: "ar", persian: "fa", farsi: "fa", per: "fa", fas: "fa",
  hindi: "hi", hin: "hi", urdu: "ur", urd: "ur", bengali: "bn", ben: "bn", punjabi: "pa", pan: "pa", gujarati: "gu", guj: "gu",
  "haitian creole": "ht", haitian: "ht", creole: "ht", hat: "ht", armenian: "hy", arm: "hy", hye: "hy", somali: "so", som: "so",
  amharic: "am", amh: "am", burmese: "my", bur: "my", mya: "my", khmer: "km", khm: "km", cambodian: "km", lao: "lo", hmong: "hmn", hmn: "hmn",
  thai: "th", tha: "th", greek: "el", gre: "el", ell: "el", swahili: "sw", swa: "sw", nepali: "ne", nep: "ne", navajo: "nv", nav: "nv",
  "american sign language": "ase", "sign language": "ase", asl: "ase", hebrew: "he", heb: "he", turkish: "tr", tur: "tr", dutch: "nl", romanian: "ro",
}; // prettier-ignore

const canonical = new Map<string, string | undefined>();

/** A language as BCP-47: by name (English, Spanish, …), by code (`es`, `spa`, `es_MX`, `en-US`). Region tags stay. */
export function readLanguage(text: string): string | undefined {
  const value = text.trim().toLowerCase();
  if (canonical.has(value)) return canonical.get(value);
  const result = LANGUAGE_WORDS[value] ?? LANGUAGE_WORDS[value.replace(/\s*[(;,/].*$/, "")] ?? tag(value);
  if (canonical.size < 2_000) canonical.set(value, result);
  return result;
}

function tag(value: string): string | undefined {
  if (!/^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/.test(value)) return undefined;
  try {
    const found = new Intl.Locale(value.replaceAll("_", "-"));
    // A code that no language has is a word we do not know, not a language.
    const named = new Intl.DisplayNames("en", { type: "language", fallback: "none" }).of(found.language);
    return named ? found.toString() : undefined;
  } catch {
    return undefined;
  }
}

export type PatientStatus = "active" | "inactive" | "deceased";

/** Active, inactive or deceased, from a status column. Undefined for unknown words. */
export function readPatientStatus(text: string): PatientStatus | undefined {
  const value = text.trim().toLowerCase();
  if (/^(active|current|new|established|yes|y|true|1)$/.test(value)) return "active";
  if (/^(inactive|archived|discharged|transferred|terminated|moved|no|n|false|0|dismissed|closed)$/.test(value)) return "inactive";
  if (/^(deceased|dead|died|expired)$/.test(value)) return "deceased";
  return undefined;
}

/** Whether a column "Deceased" (or "Date of death") says so: a yes or a date. Undefined where it cannot be read. */
export function readDeceased(text: string): boolean | undefined {
  const value = text.trim().toLowerCase();
  if (value === "" || /^(no|n|false|0|alive|living)$/.test(value)) return false;
  if (/^(yes|y|true|1|deceased|d|dead|x)$/.test(value) || /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(value) || /^\d{8}$/.test(value))
    return true;
  return undefined;
}

export type VisitState = {
  lifecycle: "booked" | "cancelled" | "rescheduled" | "no-show" | "completed";
  confirmed: boolean;
  arrival: "none" | "arrived" | "checked-in" | "in-room" | "done";
};

const VISIT_WORDS: Record<string, VisitState> = {};
function visit(state: Partial<VisitState>, ...words: string[]): void {
  for (const word of words) VISIT_WORDS[word] = { lifecycle: "booked", confirmed: false, arrival: "none", ...state };
}
visit({}, "", "booked", "scheduled", "pending", "proposed", "open", "active", "new", "unconfirmed", "not confirmed", "waiting", "future");
visit({ confirmed: true }, "confirmed", "conf", "accepted", "confirmed by patient");
visit(
  { lifecycle: "cancelled" },
  "cancelled",
  "canceled",
  "cancel",
  "deleted",
  "cancelled by patient",
  "canceled by patient",
  "cancelled by provider",
  "canceled by provider",
  "late cancel",
  "entered-in-error",
  "removed",
);
visit({ lifecycle: "no-show" }, "no show", "no-show", "noshow", "ns", "missed", "did not attend", "dna");
visit({ lifecycle: "rescheduled" }, "rescheduled", "resched", "moved");
visit(
  { lifecycle: "completed", arrival: "done" },
  "completed",
  "complete",
  "done",
  "fulfilled",
  "finished",
  "seen",
  "checked out",
  "checked-out",
  "kept",
);
visit({ arrival: "arrived" }, "arrived", "here", "present");
visit({ arrival: "checked-in" }, "checked in", "checked-in", "check in");
visit({ arrival: "in-room" }, "in room", "in-room", "roomed", "in progress", "in exam", "with provider");

/** An appointment status of another system; an empty cell means booked. Undefined for unknown words, and for single letters: "C" may be confirmed or cancelled. */
export function readVisitStatus(text: string): VisitState | undefined {
  return VISIT_WORDS[
    text
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, " ")
  ];
}

/** The channel a patient prefers. `none` where the cell is empty or asks for no preference. */
export function readChannel(text: string): "sms" | "voice" | "email" | "none" | undefined {
  const value = text.trim().toLowerCase();
  if (value === "" || /^(none|any|no preference)$/.test(value)) return "none";
  if (/^(sms|text|text message|texting|mobile|cell|cell phone)$/.test(value)) return "sms";
  if (/^(voice|phone|call|phone call|home|home phone|landline|telephone)$/.test(value)) return "voice";
  if (/^(e-?mail|mail)$/.test(value)) return "email";
  return undefined;
}
