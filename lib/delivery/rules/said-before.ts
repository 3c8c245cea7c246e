import type { LocalDate } from "@/lib/time";

/** A message that went to the same number or address before, or is on its way there. What did not arrive is not among them. */
export type SaidBefore = {
  at: Date;
  /** The day on the clock of the visit's facility. */
  localDate: LocalDate;
  templateKey: string;
  firstName: string;
  appointmentId: string | null;
  /** Which message it was: of the same visit, revision and step, another try has the same. */
  scheduleRevision: number | null;
  stepKey: string | null;
  /** Nobody asked for it: planned by rules. */
  automatic: boolean;
};

/** A step's key without the mark of a retry. */
export const stepOf = (stepKey: string): string => stepKey.split("~", 1)[0]!;
