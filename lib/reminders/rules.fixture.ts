import * as delivery from "@/lib/delivery/settings";
import type { DeliverySettings, Resolved } from "@/lib/delivery/settings";
import type { PlanFacts, SameDayVisit, VisitFacts } from "@/lib/reminders/facts";
import * as reminders from "@/lib/reminders/settings";
import type { ReminderSettings } from "@/lib/reminders/settings";
import { fromWall } from "@/lib/time";

/** Facts for tests: a visit in New York on Thursday 2026-10-15 at 10:00, booked long before, default settings. */

type Values<T> = { [K in keyof T]?: T[K] extends Resolved<infer V> ? V : never };

function choose<T>(value: T | undefined, setting: { default: T }): Resolved<T> {
  return value === undefined ? { value: setting.default, from: "default" } : { value, from: "organization" };
}

export function deliverySettings(values: Values<DeliverySettings> = {}): DeliverySettings {
  return {
    contactHours: choose(values.contactHours, delivery.contactHours),
    quietHours: choose(values.quietHours, delivery.quietHours),
    legalFloor: choose(values.legalFloor, delivery.legalFloor),
    holidays: choose(values.holidays, delivery.holidays),
    sundayReminders: choose(values.sundayReminders, delivery.sundayReminders),
    templateWindows: choose(values.templateWindows, delivery.templateWindows),
    blackout: choose(values.blackout, delivery.blackout),
    fatigueCap: choose(values.fatigueCap, delivery.fatigueCap),
  };
}

export function reminderSettings(values: Values<ReminderSettings> = {}): ReminderSettings {
  return {
    cadence: choose(values.cadence, reminders.cadence),
    finalAfterConfirmation: choose(values.finalAfterConfirmation, reminders.finalAfterConfirmation),
    skipAfterConfirmation: choose(values.skipAfterConfirmation, reminders.skipAfterConfirmation),
    sameDay: choose(values.sameDay, reminders.sameDay),
    catchUp: choose(values.catchUp, reminders.catchUp),
    lateBooking: choose(values.lateBooking, reminders.lateBooking),
    forcedSendTime: choose(values.forcedSendTime, reminders.forcedSendTime),
    catchUpFollowsWindow: choose(values.catchUpFollowsWindow, reminders.catchUpFollowsWindow),
    voiceAfterSilence: choose(values.voiceAfterSilence, reminders.voiceAfterSilence),
  };
}

export type FactsInput = {
  date?: string;
  time?: string;
  zone?: string;
  now?: string;
  visit?: Partial<VisitFacts>;
  reminders?: Values<ReminderSettings>;
  delivery?: Values<DeliverySettings>;
} & Partial<Pick<PlanFacts, "sameDay" | "patient" | "contact" | "switches" | "facility" | "existing">>;

export const ALL_ON = { facility: true, provider: true, type: true, hidden: false };

export function planFacts(input: FactsInput = {}): PlanFacts {
  const zone = input.zone ?? "America/New_York";
  const date = input.date ?? "2026-10-15";
  const time = input.time ?? "10:00:00";
  return {
    visit: {
      id: "visit-1",
      startsAt: fromWall(zone, date, time).instant,
      localDate: date,
      localTime: time,
      zone,
      scheduleRevision: 1,
      lifecycle: "booked",
      confirmation: "unconfirmed",
      arrival: "none",
      remindersBlocked: false,
      ...input.visit,
    },
    sameDay: input.sameDay ?? [],
    patient: input.patient ?? { deceased: false, inactive: false },
    contact: input.contact === undefined ? { channel: "sms" } : input.contact,
    switches: input.switches ?? ALL_ON,
    facility: input.facility ?? { country: "US", state: "NY" },
    settings: { reminders: reminderSettings(input.reminders), delivery: deliverySettings(input.delivery) },
    existing: input.existing ?? [],
    now: new Date(input.now ?? "2026-09-20T12:00:00Z"),
  };
}

export function sameDayVisit(id: string, date: string, time: string, rest: Partial<SameDayVisit> = {}): SameDayVisit {
  return {
    id,
    startsAt: fromWall("America/New_York", date, time).instant,
    lifecycle: "booked",
    confirmation: "unconfirmed",
    remindersBlocked: false,
    switches: ALL_ON,
    ...rest,
  };
}
