/** Every automatic message of appointment reminders, with what it is for (shown in the editor). */
export const TEMPLATE_PURPOSES = {
  reminder: "Reminder of one visit",
  "reminder-final": "The last reminder before a visit",
  "reminder-list": "Reminder of several visits on one day",
  "reminder-late-booking": "The one reminder of a visit that was booked at short notice",
  "confirm-reply": "Answer to a confirmation",
  "cancel-reply": "Answer to a cancellation",
  "cancel-reply-fee": "Answer to a cancellation that counts as a no-show",
  "reschedule-reply": "Answer to a wish for another time",
  "waitlist-joined": "Answer to WAITLIST",
  "cannot-confirm": "Answer to a confirmation that could not be taken",
  "cannot-cancel": "Answer to a cancellation that could not be taken",
  "already-answered": "Answer to an answer that changes nothing",
  "reply-not-understood": "The one question after an unclear answer",
  "which-visit": "Question which of several visits an answer is for",
  "after-passing": "Answer to a reply that comes after the visit",
  "opt-out-confirm": "The one confirmation of an opt-out",
  "opt-out-confirm-cancel": "The one confirmation when CANCEL switched messages off",
  "cancel-question": "Question whether CANCEL meant the visit or all texts",
  "opt-in-confirm": "Confirmation that messages are on again",
  help: "Answer to HELP",
} as const;

export type TemplateKey = keyof typeof TEMPLATE_PURPOSES;

/** What one language says for one key. Every automatic message has all three forms [TPL-01]. */
export type StandardForms = {
  sms: string;
  voice: string;
  email: { subject: string; body: string };
};

export type StandardLanguage = Record<TemplateKey, StandardForms>;
