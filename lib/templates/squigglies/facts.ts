/** One visit in a list. `date` YYYY-MM-DD, `time` HH:MM[:SS], both on the facility's wall clock. */
export type ListedVisit = {
  date: string;
  time: string;
  type?: string;
  provider?: string;
  facility?: string;
  /** Its type is marked sensitive: generic wording [DLV-16]. */
  sensitive: boolean;
};

/**
 * Everything that squigglies are resolved from: plain data, already in the recipient's language where it is text of
 * the clinic's (types, instructions). Absent means unknown; a template that prints it is then held.
 */
export type SquigglyFacts = {
  /** BCP 47 tag of the recipient. */
  language: string;
  patient: {
    firstName: string;
    lastName: string;
    preferredName?: string;
    guardianFirstName?: string;
    /** Set where several patients are reached at the recipient's number or address: what this one is called there, and whether that is all that is told ([CON-04]). */
    household?: { name: string; only: boolean };
    /** YYYY-MM-DD; secure messages only. */
    dateOfBirth?: string;
  };
  appointment?: {
    /** Facility wall clock. */
    date: string;
    time: string;
    /** IANA zone of the facility. */
    zone: string;
    arrivalTime?: string;
    endTime?: string;
    durationMinutes?: number;
    type?: string;
    status?: string;
    sensitive: boolean;
    instructions?: { type?: string; facility?: string; provider?: string };
  };
  /** All visits of the patient on the day of the appointment, it included, as the list filter allows [REM-04]. */
  sameDay?: ListedVisit[];
  upcoming?: ListedVisit[];
  provider?: { name: string; firstName?: string; lastName?: string; title?: string; phonetic?: string };
  facility?: {
    name: string;
    phonetic?: string;
    address?: string;
    city?: string;
    state?: string;
    zip?: string;
    /** E.164. */
    phone?: string;
    alternativePhone?: string;
    mapLink?: string;
    hours?: string;
  };
  organization: { name: string; phone?: string; website?: string };
  /** Absolute web addresses. A link that is absent is not offered. */
  links: {
    appointment?: string;
    confirm?: string;
    cancel?: string;
    reschedule?: string;
    calendar?: string;
    patientApp?: string;
    preferences?: string;
  };
  /** What the reminder's step lets the patient answer [REM-02]. */
  answersAllowed?: "confirm-cancel" | "confirm" | "none";
  /** The first message to this number: names frequency, HELP and STOP. */
  firstMessage?: boolean;
  /** When an answer could mean several messages [REM-20]: the list that is offered, in order. */
  openQuestions?: { firstName: string; lastName: string; date: string; time: string }[];
};
