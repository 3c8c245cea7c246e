import { LATE_BOOKING_STEP } from "@/lib/reminders/schemas";

/** The templates of messages that go out by themselves: these can have hours of their own [DLV-05]. */
export const AUTOMATIC_TEMPLATES = ["reminder", "reminder-final", "reminder-list", "reminder-late-booking"] as const;
export type AutomaticTemplate = (typeof AUTOMATIC_TEMPLATES)[number];

/**
 * Which template words a reminder: where one reminder stands for the whole day ([REM-17] "first"), several visits are told as a list; a late
 * booking's reminder says so.
 */
export function templateOf(step: { stepKey: string; isFinal: boolean }, namesSeveral: boolean): AutomaticTemplate {
  if (namesSeveral) return "reminder-list";
  if (step.stepKey.split("~", 1)[0] === LATE_BOOKING_STEP) return "reminder-late-booking";
  return step.isFinal ? "reminder-final" : "reminder";
}
