/** Events of the product: ids only, never patient data. emit() adds `organizationId` and `requestId` to each. */
export type EventData = {
  /** Something may be due at once: an answer to a patient, a message that staff send now. */
  "luma/dispatch.nudged": { reason: string };
  /** A webhook was stored and waits to be processed. */
  "luma/receipt.stored": {
    receiptId: string;
    /** Replies of one number share a lane and are worked on in order; it tells nothing about the number. */
    lane: string;
  };
  /** Settings or templates changed: planned rows of an older revision are planned again. */
  "luma/plan.outdated": { revision: number };
  /** A file was uploaded and mapped: check it or import it. */
  "luma/import.requested": { runId: string };
  /** Somebody with an account is to be told something about it by e-mail. */
  "luma/account.mail-due": { mail: string; userId: string; tokenId?: string };
  /** Appointments changed; others may follow it. */
  "luma/appointment.changed": { appointmentId: string; change: string };
};

export type EventName = keyof EventData;
