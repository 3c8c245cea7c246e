import { z } from "zod";
import { isTime } from "@/lib/time/dates";

/** Shapes of the reminder settings and of what reminders ask. Browser-safe. */

/** `HH:MM`, 24 hours. */
export const clockTime = z.string().refine((text) => text.length === 5 && isTime(text), "Use a time like 09:00");

/** What a patient may answer to a reminder [REM-02, REM-26]. */
export const stepAnswers = z.enum(["confirm-cancel", "confirm", "none"]);
export type StepAnswers = z.output<typeof stepAnswers>;

const count = (most: number) => z.number().int().min(0).max(most);

/**
 * When a step goes out. Either so long before the visit — days are calendar days at the visit's own wall-clock time,
 * hours and minutes are elapsed time — or at a fixed local time so many calendar days before.
 */
export const stepTime = z.union([
  z.strictObject({ daysBefore: count(365), at: clockTime }),
  z
    .strictObject({ days: count(365).optional(), hours: count(240).optional(), minutes: count(600).optional() })
    .refine((time) => (time.days ?? 0) + (time.hours ?? 0) + (time.minutes ?? 0) > 0, "Choose how long before the visit"),
]);
export type StepTime = z.output<typeof stepTime>;

export const cadenceStep = z.strictObject({
  /** Stable; part of the key of every message this step plans. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "Lower-case letters, digits and dashes"),
  before: stepTime,
  answers: stepAnswers,
  /** Whether an answer to this step skips the later ones; left out: as the setting "skip after a confirmation" says. */
  skipLaterOnAnswer: z.boolean().optional(),
});
export type CadenceStep = z.output<typeof cadenceStep>;

/** Step ids that are not the cadence's. */
export const CATCH_UP_STEP = "catch-up";
export const LATE_BOOKING_STEP = "late-booking";

export const cadence = z
  .array(cadenceStep)
  .max(12, "At most 12 steps")
  .refine((steps) => new Set(steps.map((step) => step.id)).size === steps.length, "Each step needs an id of its own")
  .refine(
    (steps) => steps.every((step) => step.id !== CATCH_UP_STEP && step.id !== LATE_BOOKING_STEP),
    "These ids are taken: catch-up, late-booking",
  );
export type Cadence = z.output<typeof cadence>;

/** Catch-up reminders: local times of day at which a missed last reminder is made up for [RTY-04]. */
export const catchUp = z.strictObject({
  enabled: z.boolean(),
  hours: z.array(clockTime).max(6, "At most 6 times a day"),
});

/** One reminder at once for a booking too late for anything else [REM-24]. */
export const lateBooking = z.strictObject({ enabled: z.boolean(), minimumHours: z.number().min(0).max(72) });

/** When a patient's cancellation counts as a no-show [REM-08]. */
export const cancelCountsAsNoShow = z.strictObject({
  mode: z.enum(["never", "inside-window", "always"]),
  windowHours: z.number().min(0).max(720),
});

/** All reminders of a day at one local time; `catchUp`: whether catch-up reminders still go out then [DLV-08, RTY-06]. */
export const forcedSendTime = z.strictObject({ enabled: z.boolean(), at: clockTime, catchUp: z.boolean() });
