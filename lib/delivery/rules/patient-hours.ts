import { openWithin } from "@/lib/delivery/rules/contact-hours";
import type { SendInput, TimeRule } from "@/lib/delivery/rules/types";
import type { ContactHours } from "@/lib/delivery/settings";

type Hours = NonNullable<SendInput["wishedHours"]>;

const tables = new Map<string, ContactHours>();

/** The same hours on each weekday; one table for equal hours, so that what was worked out for it is remembered. */
function tableOf({ opens, closes }: Hours): ContactHours {
  const key = `${opens} ${closes}`;
  let table = tables.get(key);
  if (!table) tables.set(key, (table = Array.from({ length: 7 }, () => ({ from: opens, to: closes }))));
  return table;
}

const zoneOf = (input: SendInput): string => input.recipient?.zone ?? input.facility.zone;

/** [CON-12] The hours that the patient chose, on the patient's clock as far as known. They narrow the clinic's; they never widen them. */
export const patientHoursRule: TimeRule = {
  id: "patient-hours",
  applies: (input) => (input.kind === "reminder" || input.kind === "notice") && Boolean(input.wishedHours),
  open: (input, day) => openWithin(tableOf(input.wishedHours!), zoneOf(input), day.from, day.to),
  why: (input) => ({ reason: "outside-patient-hours", data: { open: input.wishedHours!.opens, close: input.wishedHours!.closes } }),
};
