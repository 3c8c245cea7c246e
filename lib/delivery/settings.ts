import { z } from "zod";
import { AUTOMATIC_TEMPLATES } from "@/lib/reminders/template-of";
import { isDate, isTime } from "@/lib/time/dates";
import { defineSetting } from "@/lib/settings/define";
import type { SettingDefinition, SettingSource, SettingValue } from "@/lib/settings/define";

/** `HH:MM`; a window may also end at `24:00`. */
const opening = z.string().refine((text) => text.length === 5 && isTime(text), "Use a time like 08:00");
const closing = z.string().refine((text) => text === "24:00" || (text.length === 5 && isTime(text)), "Use a time like 20:00");

const span = z.strictObject({ from: opening, to: closing }).refine((hours) => hours.from < hours.to, "The end must be after the start");

/** One entry per weekday, Sunday first; null is a closed day. */
export const contactHoursSchema = z.array(span.nullable()).length(7);
export type ContactHours = z.output<typeof contactHoursSchema>;

/** A closed span, on the weekdays listed (0 = Sunday). */
export const quietHoursSchema = z
  .array(
    z
      .strictObject({
        label: z.string().trim().min(1).max(60),
        days: z.array(z.number().int().min(0).max(6)).min(1).max(7),
        from: opening,
        to: closing,
      })
      .refine((quiet) => quiet.from < quiet.to, "The end must be after the start"),
  )
  .max(20);
export type QuietHours = z.output<typeof quietHoursSchema>;

const yearlyOrOnce = z
  .string()
  .refine((text) => isDate(text) || isDate(`2028-${text}`), "Use a date (2026-12-24) or a day of every year (12-24)");

export const holidaysSchema = z.strictObject({
  /** Bank holidays of the facility's country and state. */
  publicHolidays: z.boolean(),
  /** The clinic's own days: a date, or month and day of every year. */
  own: z.array(z.strictObject({ date: yearlyOrOnce, name: z.string().trim().min(1).max(80) })).max(200),
  /** Public holidays on which this clinic works. */
  except: z.array(yearlyOrOnce).max(100),
});
export type HolidaySettings = z.output<typeof holidaysSchema>;

export const contactHours = defineSetting({
  key: "delivery.contactHours",
  schema: contactHoursSchema,
  default: Array.from({ length: 7 }, () => ({ from: "08:00", to: "20:00" })),
  label: "Contact hours",
  help: "Earliest and latest time for messages on each weekday, in the facility's zone and in the patient's where it is known to differ.",
  spec: ["DLV-01"],
});

export const quietHours = defineSetting({
  key: "delivery.quietHours",
  schema: quietHoursSchema,
  default: [],
  label: "Quiet hours",
  help: "Closed spans inside the contact hours, for example a lunch or prayer hour.",
  spec: ["DLV-02"],
});

export const legalFloor = defineSetting({
  key: "delivery.legalFloor",
  schema: z.boolean(),
  default: true,
  label: "Keep the legal contact hours of the patient's state",
  help: "Calls and texts outside these hours are never sent, not even when delivery rules are skipped.",
  spec: ["DLV-02"],
  permission: "admin",
});

export const holidays = defineSetting({
  key: "delivery.holidays",
  schema: holidaysSchema,
  default: { publicHolidays: true, own: [], except: [] },
  label: "Holidays",
  help: "A reminder due on a holiday goes out on an earlier day.",
  spec: ["DLV-03"],
});

export const sundayReminders = defineSetting({
  key: "delivery.sundayReminders",
  schema: z.enum(["leave", "saturday"]),
  default: "leave",
  label: "Reminders due on a Sunday: leave them, or send on Saturday at the same time",
  spec: ["DLV-04"],
});

export const templateWindowsSchema = z
  .array(
    z
      .strictObject({
        template: z.enum(AUTOMATIC_TEMPLATES),
        days: z.array(z.number().int().min(0).max(6)).min(1, "Choose at least one day").max(7),
        from: opening,
        to: closing,
      })
      .refine((window) => window.from < window.to, "The end must be after the start"),
  )
  .max(40);
export type TemplateWindows = z.output<typeof templateWindowsSchema>;

export const templateWindows = defineSetting({
  key: "delivery.templateWindows",
  schema: templateWindowsSchema,
  default: [],
  label: "Hours for one kind of message",
  help: "A kind of message that is listed here goes out only in its own hours, inside the contact hours. Others go out at any allowed time.",
  spec: ["DLV-05"],
});

export const blackout = defineSetting({
  key: "delivery.blackout",
  schema: z.strictObject({ enabled: z.boolean(), hours: z.number().int().min(1).max(168) }),
  default: { enabled: true, hours: 24 },
  label: "The same message is not sent again within",
  help: "The same template to the same number or address, for a patient of the same first name. Retries, what staff send themselves and answers are not held back, nor other visits where each is reminded of.",
  spec: ["DLV-06"],
  affectsPlan: false,
});

export const fatigueCap = defineSetting({
  key: "delivery.fatigueCap",
  schema: z.strictObject({ enabled: z.boolean(), perDay: z.number().int().min(1).max(20), perWeek: z.number().int().min(1).max(60) }),
  default: { enabled: true, perDay: 3, perWeek: 8 },
  label: "Most automatic messages to one number or address",
  help: "Over it, a message goes out on the next allowed day before the visit, or not at all. A visit of today comes first. Answers and what staff send themselves are not counted.",
  spec: ["DLV-15"],
  affectsPlan: false,
});

/** The settings of when messages may go out. Each is read by a rule in `./rules`. */
export const deliverySettings = {
  contactHours,
  quietHours,
  legalFloor,
  holidays,
  sundayReminders,
  templateWindows,
  blackout,
  fatigueCap,
} as const;

/** A setting's value together with where it came from, as lib/settings resolves it. */
export type Resolved<T> = { value: T; from: SettingSource; scopeId?: string | undefined };
export type AnySetting = SettingDefinition<string, z.ZodType>;

/** The delivery settings, resolved for one appointment's facility and organization. */
export type DeliverySettings = {
  [K in keyof typeof deliverySettings]: Resolved<SettingValue<(typeof deliverySettings)[K]>>;
};

/** Reads them all; `get` resolves one declaration for the message at hand. */
export function readDeliverySettings(get: <D extends AnySetting>(definition: D) => Resolved<SettingValue<D>>): DeliverySettings {
  return {
    contactHours: get(contactHours),
    quietHours: get(quietHours),
    legalFloor: get(legalFloor),
    holidays: get(holidays),
    sundayReminders: get(sundayReminders),
    templateWindows: get(templateWindows),
    blackout: get(blackout),
    fatigueCap: get(fatigueCap),
  };
}
