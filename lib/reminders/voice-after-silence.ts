import type { ContactFacts } from "@/lib/consent/choose-contact";
import type { Resolved } from "@/lib/delivery/settings";
import type { TrailEntry } from "@/lib/delivery/trail";
import { settingRef } from "@/lib/reminders/eligibility";
import { voiceAfterSilence } from "@/lib/reminders/settings";

const AHEAD = 1_000;

/**
 * [REM-21] A patient's contacts where texts were not answered: the numbers for calls first, then a call to the numbers that the texts went to, then the
 * others as they were. Who may be reached is decided afterwards, as always. Pure.
 */
export function callsFirst(contacts: readonly ContactFacts[]): ContactFacts[] {
  const calls = contacts.filter((c) => c.channel === "voice");
  const numbers = new Set(calls.map((c) => c.endpointId));
  const texted = contacts.filter((c) => c.channel === "sms" && !numbers.has(c.endpointId));
  return [
    ...calls.map((c) => ({ ...c, preferred: false, rank: c.rank - 3 * AHEAD })),
    ...texted.map((c) => ({ ...c, channel: "voice" as const, preferred: false, rank: c.rank - 2 * AHEAD })),
    ...contacts.filter((c) => c.channel !== "voice").map((c) => ({ ...c, preferred: false, rank: c.preferred ? c.rank - AHEAD : c.rank })),
  ];
}

/** Why the reminder is a call. */
export function silenceEntry(setting: Resolved<boolean>, now: Date): TrailEntry {
  return {
    at: now.toISOString(),
    rule: "contact",
    outcome: "changed",
    reason: "voice-after-silence",
    setting: settingRef(voiceAfterSilence.key, setting),
  };
}
