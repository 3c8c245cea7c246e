import { openWithin } from "@/lib/delivery/rules/contact-hours";
import { wallAt } from "@/lib/delivery/rules/day";
import { FEDERAL_FLOOR, STATE_FLOORS } from "@/lib/delivery/rules/legal-floor-table";
import type { SendInput, TimeRule } from "@/lib/delivery/rules/types";
import { legalFloor } from "@/lib/delivery/settings";
import type { ContactHours } from "@/lib/delivery/settings";

function place(input: SendInput): { zone: string; state: string | undefined; hours: ContactHours } {
  const state = input.recipient?.state ?? input.facility.state;
  return {
    zone: input.recipient?.zone ?? input.facility.zone,
    state: state !== undefined && STATE_FLOORS[state] ? state : undefined,
    hours: (state === undefined ? undefined : STATE_FLOORS[state]) ?? FEDERAL_FLOOR,
  };
}

/**
 * [DLV-02] The floor of the recipient's state for calls and texts, the federal one elsewhere. Binds staff's own sends too;
 * not an answer to what the patient just wrote, and not e-mail, portal messages or fax.
 */
export const legalFloorRule: TimeRule = {
  id: "legal-floor",
  settingKey: legalFloor.key,
  setting: (settings) => settings.legalFloor,
  applies: (input) =>
    input.kind !== "answer" &&
    input.settings.legalFloor.value &&
    (input.channel === undefined || input.channel === "sms" || input.channel === "voice"),
  open: (input, day) => {
    const { zone, hours } = place(input);
    return openWithin(hours, zone, day.from, day.to);
  },
  why: (input, _day, at) => {
    const { zone, state, hours } = place(input);
    const entry = hours[wallAt(zone, at).weekday];
    return { reason: "legal-hours", data: { state: state ?? null, open: entry?.from ?? null, close: entry?.to ?? null } };
  },
};
