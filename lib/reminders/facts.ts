import type { Channel } from "@/lib/delivery/rules";
import type { DeliverySettings } from "@/lib/delivery/settings";
import type { StepAnswers } from "@/lib/reminders/schemas";
import type { ReminderSettings } from "@/lib/reminders/settings";
import type { LocalDate, LocalTime } from "@/lib/time";

/** What the reminder rules need to know. Plain data, gathered by planning and dispatch; no ids but for telling rows apart. */

export type VisitFacts = {
  id: string;
  startsAt: Date;
  /** The visit's wall time at the facility. */
  localDate: LocalDate;
  localTime: LocalTime;
  zone: string;
  scheduleRevision: number;
  lifecycle: "booked" | "cancelled" | "rescheduled" | "no-show" | "completed";
  confirmation: "unconfirmed" | "confirmed" | "declined";
  arrival: "none" | "arrived" | "checked-in" | "in-room" | "done";
  /** Staff blocked reminders for this visit [REM-10]. */
  remindersBlocked: boolean;
  /** Step key of the reminder that the patient answered, where known [REM-26]. */
  answeredStep?: string | undefined;
};

/** Reminders on for the facility, provider and type; `hidden`: the type is not shown to patients [REM-27]. */
export type Switches = { facility: boolean; provider: boolean; type: boolean; hidden: boolean };

/** Another visit of the same patient on the same local day. */
export type SameDayVisit = Pick<VisitFacts, "id" | "startsAt" | "lifecycle" | "confirmation" | "remindersBlocked"> & { switches: Switches };

export type PatientFacts = { deceased: boolean; inactive: boolean };

/** The contact method that would be used; null when the patient has none that may be. */
export type ContactFacts = { channel?: Channel | undefined; zone?: string | undefined; state?: string | undefined } | null;

/** A row that already exists for this visit and schedule revision. */
export type ExistingStep = {
  stepKey: string;
  state: "planned" | "held" | "claimed" | "uncertain" | "sent" | "skipped" | "failed";
  reason?: string | null;
  idealAt: Date;
};

export type ReminderFacts = {
  visit: VisitFacts;
  sameDay: readonly SameDayVisit[];
  patient: PatientFacts;
  /** The operator has switched reminders off for the organization [ADM-08]. */
  areaOff?: boolean;
  /** One reminder stands for several visits of the day and lists them. */
  namesSeveral?: boolean;
  contact: ContactFacts;
  /** Hours that the patient chose ([CON-12]). */
  wishedHours?: { opens: string; closes: string } | null;
  switches: Switches;
  facility: { country?: string | undefined; state?: string | undefined };
  settings: { reminders: ReminderSettings; delivery: DeliverySettings };
};

export type PlanFacts = ReminderFacts & {
  existing: readonly ExistingStep[];
  now: Date;
};

export type RecheckFacts = ReminderFacts & {
  step: {
    stepKey: string;
    isFinal: boolean;
    scheduleRevision: number;
    /** A person asked for it to go out now [REM-09]. */
    byStaff?: boolean | undefined;
  };
  /** When the next later reminder of the same visit is due, if one is planned. */
  laterDueAt?: Date | undefined;
};

export type { StepAnswers };
