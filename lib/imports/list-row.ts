import type { ListEntry } from "@/lib/consent/suppress-many";
import { normaliseEmail, normalisePhone } from "@/lib/patients/phones";
import { cellOf, type RowFacts } from "./patient-row";
import type { RowProblem } from "./problems";
import { readChannel } from "./words";

const NOTE_LIMIT = 500;

/**
 * One row of a do-not-contact list → its entries: one for each address, of which a row may hold a number and an e-mail address. Refused
 * only where no address can be read; a channel that is no channel stops everything, because to send less is the safe side. Pure.
 */
export function readListRow(fields: readonly string[], facts: RowFacts): { entries?: ListEntry[]; problems: RowProblem[] } {
  const c = facts.mapping.columns;
  const problems: RowProblem[] = [];
  const found = (["listAddress", "listEmail"] as const).flatMap((field) => {
    const text = cellOf(fields, c[field]);
    if (!text) return [];
    const address = readAddress(text, facts.country);
    if (!address) problems.push({ field, code: text.includes("@") ? "email-invalid" : "phone-invalid", detail: text });
    return address ?? [];
  });
  if (!found.length) {
    const field = c.listAddress === undefined ? "listEmail" : "listAddress";
    const told = problems.map((problem) => problem.detail).join(", ");
    return { problems: [{ field, code: "address-missing", ...(told ? { detail: told } : {}) }] };
  }
  const channelText = cellOf(fields, c.listChannel);
  const channel = readWord(channelText);
  if (channel === undefined) problems.push({ field: "listChannel", code: "stop-channel-unknown", detail: channelText });
  const source = cellOf(fields, c.listSource);
  const note = [cellOf(fields, c.reason), source && `Source: ${source}`].filter(Boolean).join(" · ").slice(0, NOTE_LIMIT) || null;
  const entries = found.map(({ kind, address }): ListEntry => ({
    kind,
    address,
    note,
    channel: channel && fits(kind, channel) ? channel : null,
    // As the downloaded list says it.
    ...(/^the (patient|carrier)$/i.test(source) ? { repeatsPatient: true } : {}),
  }));
  return { entries, problems };
}

/** Equal for entries that say the same of the same address. */
export const entryKey = (entry: ListEntry): string => `${entry.address} ${entry.channel ?? ""}`;

function readAddress(cell: string, country: string): Pick<ListEntry, "kind" | "address"> | undefined {
  // The list as it is downloaded has an apostrophe before what a spreadsheet would run as a formula.
  const text = cell.replace(/^'(?=[=+@-])/, "");
  if (text.includes("@")) {
    const address = normaliseEmail(text);
    return address === undefined ? undefined : { kind: "email", address };
  }
  const phone = normalisePhone(text, country);
  return phone.ok ? { kind: "phone", address: phone.e164 } : undefined;
}

/** The channel that is not wanted; null for all of them. Reads the words of the downloaded list too. */
function readWord(text: string): ListEntry["channel"] | undefined {
  if (/^(all|every ?thing|any ?thing)$/i.test(text)) return null;
  const channel = readChannel(text) ?? readChannel(text.replace(/s$/i, ""));
  return channel === "none" ? null : channel;
}

/** Texts to an e-mail address cannot be meant: there, and where a number shall get no e-mail, everything stops. */
const fits = (kind: ListEntry["kind"], channel: NonNullable<ListEntry["channel"]>): boolean => (kind === "email") === (channel === "email");
