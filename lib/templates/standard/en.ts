import type { StandardLanguage } from "./keys";

const VISIT = "{{patientFirstName}}'s visit {{appointmentDateTime}}";
const VISIT_ON = "{{patientFirstName}}'s visit on {{appointmentDateTime}}";
const CALL = "{% if practicePhone %} Please call {{practicePhone}}.{% endif %}";
const GREETING = "Hello, this is {{practiceName}}.";
/** Identification first, the number during the call (47 CFR 64.1200(b)). */
const SPOKEN_END = "{% if practicePhone %} Our number is {{practicePhone}}.{% endif %} {{optOutText}}";
const WHERE =
  "{% if facilityName %}\n{{facilityName}}{% endif %}{% if facilityAddress %}\n{{facilityAddress}}{% endif %}{% if facilityCity %}\n{{facilityCity}}{% endif %}";
const BUTTONS =
  "{% if confirmLink %}[Confirm]({{confirmLink}}){% endif %}\n{% if cancelLink %}[Cancel this visit]({{cancelLink}}){% endif %}";
const PAGE = "{% if appointmentLink %}[See the details or add it to a calendar]({{appointmentLink}}){% endif %}";
const QUESTIONS = "{% if practicePhone %}Questions? Call {{practicePhone}}.{% endif %}";
const HELLO = "Hello,";

function email(subject: string, ...blocks: string[]): { subject: string; body: string } {
  return { subject, body: [HELLO, ...blocks].join("\n\n") };
}

const ANSWER = "Your answer to {{practiceName}}";
const REMINDER = "A reminder from {{practiceName}}";
const PREFERENCES = "Your message settings at {{practiceName}}";

export const en: StandardLanguage = {
  reminder: {
    sms: `{{practiceName}}: {{patientFirstName}}'s visit: {{appointmentDateTime}}. {{replyOptions}}{% if appointmentLink %} {{appointmentLink}}{% endif %} {{optOutText}}`,
    voice: `${GREETING} ${VISIT_ON} is coming up. {{replyOptions}}${SPOKEN_END}`,
    email: email(REMINDER, `{{patientFirstName}}'s visit is on {{appointmentDateTime}}.${WHERE}`, BUTTONS, PAGE, QUESTIONS),
  },
  "reminder-final": {
    sms: `{{practiceName}}: Last reminder, ${VISIT}. {{replyOptions}}{% if appointmentLink %} {{appointmentLink}}{% endif %} {{optOutText}}`,
    voice: `${GREETING} This is the last reminder of ${VISIT_ON}. {{replyOptions}}${SPOKEN_END}`,
    email: email(REMINDER, `This is the last reminder of ${VISIT_ON}.${WHERE}`, BUTTONS, PAGE, QUESTIONS),
  },
  "reminder-list": {
    sms: `{{practiceName}}: {{patientFirstName}}'s visits {{appointmentDate}}: {{appointmentsListInDay}}. {{replyOptions}}{% if appointmentLink %} {{appointmentLink}}{% endif %} {{optOutText}}`,
    voice: `${GREETING} {{patientFirstName}} has {{appointmentsCountInDay}} visits on {{appointmentDate}}: {{appointmentsListInDay}}. {{replyOptions}}${SPOKEN_END}`,
    email: email(
      REMINDER,
      "{{patientFirstName}} has {{appointmentsCountInDay}} visits on {{appointmentDate}}:",
      "{{appointmentsListInDay}}",
      BUTTONS,
      PAGE,
      QUESTIONS,
    ),
  },
  "reminder-late-booking": {
    sms: `{{practiceName}}: ${VISIT} is booked. {{replyOptions}}{% if appointmentLink %} {{appointmentLink}}{% endif %} {{optOutText}}`,
    voice: `${GREETING} ${VISIT_ON} is booked. {{replyOptions}}${SPOKEN_END}`,
    email: email(REMINDER, `${VISIT_ON} is booked.${WHERE}`, BUTTONS, PAGE, QUESTIONS),
  },
  "confirm-reply": {
    sms: `{{practiceName}}: Thank you. ${VISIT} is confirmed.{% if appointmentLink %} {{appointmentLink}}{% endif %}`,
    voice: `Thank you. ${VISIT_ON} is confirmed. Goodbye.`,
    email: email(ANSWER, `Thank you. ${VISIT_ON} is confirmed.${WHERE}`, PAGE, QUESTIONS),
  },
  "cancel-reply": {
    sms: `{{practiceName}}: ${VISIT} is canceled.{% if rescheduleLink %} Book a new time: {{rescheduleLink}}{% elsif practicePhone %} To book a new time call {{practicePhone}}.{% endif %}`,
    voice: `${VISIT_ON} is canceled.{% if practicePhone %} To book a new time, call {{practicePhone}}.{% endif %} Goodbye.`,
    email: email(ANSWER, `${VISIT_ON} is canceled.`, "{% if rescheduleLink %}[Book a new time]({{rescheduleLink}}){% endif %}", QUESTIONS),
  },
  "cancel-reply-fee": {
    sms: `{{practiceName}}: ${VISIT} is canceled. It counts as a missed visit and a fee may apply.{% if rescheduleLink %} Book a new time: {{rescheduleLink}}{% elsif practicePhone %} Questions? Call {{practicePhone}}.{% endif %}`,
    voice: `${VISIT_ON} is canceled. It counts as a missed visit, and a fee may apply.{% if practicePhone %} If you have questions, call {{practicePhone}}.{% endif %} Goodbye.`,
    email: email(
      ANSWER,
      `${VISIT_ON} is canceled. It counts as a missed visit and a fee may apply.`,
      "{% if rescheduleLink %}[Book a new time]({{rescheduleLink}}){% endif %}",
      QUESTIONS,
    ),
  },
  "reschedule-reply": {
    sms: `{{practiceName}}: {% if rescheduleLink %}Choose a new time for ${VISIT}: {{rescheduleLink}}{% elsif practicePhone %}To change ${VISIT}, call {{practicePhone}}.{% else %}We will contact you about ${VISIT}.{% endif %} Until then it stays as it is.`,
    voice: `{% if practicePhone %}To change ${VISIT_ON}, call {{practicePhone}}.{% else %}We will contact you about ${VISIT_ON}.{% endif %} Until then it stays as it is. Goodbye.`,
    email: email(
      ANSWER,
      `You asked for another time for ${VISIT_ON}. Until it is changed, the visit stays as it is.`,
      "{% if rescheduleLink %}[Choose a new time]({{rescheduleLink}}){% endif %}",
      QUESTIONS,
    ),
  },
  "waitlist-joined": {
    sms: `{{practiceName}}: {{patientFirstName}} is on the list for an earlier time. The visit {{appointmentDateTime}} stays booked.`,
    voice: `{{patientFirstName}} is on the list for an earlier time. The visit on {{appointmentDateTime}} stays booked. Goodbye.`,
    email: email(
      ANSWER,
      "{{patientFirstName}} is on the list for an earlier time. The visit on {{appointmentDateTime}} stays booked.",
      QUESTIONS,
    ),
  },
  "cannot-confirm": {
    sms: `{{practiceName}}: ${VISIT} could not be confirmed. It is {{appointmentStatus | default: "changed"}}.${CALL}`,
    voice: `${VISIT_ON} could not be confirmed.${CALL} Goodbye.`,
    email: email(ANSWER, `${VISIT_ON} could not be confirmed. It is {{appointmentStatus | default: "changed"}}.`, QUESTIONS),
  },
  "cannot-cancel": {
    sms: `{{practiceName}}: ${VISIT} was NOT canceled. It cannot be canceled this way.${CALL}`,
    voice: `${VISIT_ON} was not canceled. It cannot be canceled this way.${CALL} Goodbye.`,
    email: email(ANSWER, `${VISIT_ON} was not canceled. It cannot be canceled this way.`, QUESTIONS),
  },
  "already-answered": {
    sms: `{{practiceName}}: ${VISIT} is already {{appointmentStatus}}. Nothing was changed.${CALL.replace("Please call", "To change it call")}`,
    voice: `${VISIT_ON} is already {{appointmentStatus}}. Nothing was changed.${CALL.replace("Please call", "To change it, call")} Goodbye.`,
    email: email(ANSWER, `${VISIT_ON} is already {{appointmentStatus}}. Nothing was changed.`, QUESTIONS),
  },
  "reply-not-understood": {
    sms: `{{practiceName}}: Sorry, we are not sure what you mean about ${VISIT}. {{replyOptions}}`,
    voice: `Sorry, that is not one of the choices. {{replyOptions}}`,
    email: email(ANSWER, `We are not sure what you mean about ${VISIT_ON}. Please choose:`, BUTTONS, PAGE, QUESTIONS),
  },
  "which-visit": {
    sms: "{{practiceName}}: Which visit is your answer for? Reply with its number: {{openQuestionsList}}",
    voice: `${GREETING} You have more than one visit to answer for.${CALL}`,
    email: email(ANSWER, "You have more than one visit to answer for. Please use the buttons in the message about each visit.", QUESTIONS),
  },
  "after-passing": {
    sms: `{{practiceName}}: The time of ${VISIT} has passed, so your answer changed nothing.${CALL}`,
    voice: `The time of ${VISIT_ON} has passed. Nothing was changed.${CALL} Goodbye.`,
    email: email(ANSWER, `The time of ${VISIT_ON} has passed, so your answer changed nothing.`, QUESTIONS),
  },
  "opt-out-confirm": {
    sms: "{{practiceName}}: You will get no more texts from us. Reply START to turn them on again.",
    voice: "You will get no more calls from {{practiceName}}. Goodbye.",
    email: email(
      PREFERENCES,
      "You will get no more messages of this kind from {{practiceName}}.",
      "{% if preferencesLink %}[Change your message settings]({{preferencesLink}}){% endif %}",
      QUESTIONS,
    ),
  },
  "opt-out-confirm-cancel": {
    sms: `{{practiceName}}: Texts to you are now off. {% if appointmentDateTime %}${VISIT} is NOT canceled{% else %}No visit was canceled{% endif %}{% if practicePhone %}; to cancel it call {{practicePhone}}{% endif %}. Reply START to turn texts on.`,
    voice: `Messages from {{practiceName}} are now off. {% if appointmentDateTime %}${VISIT_ON} is not canceled.{% else %}No visit was canceled.{% endif %}{% if practicePhone %} To cancel it, call {{practicePhone}}.{% endif %} Goodbye.`,
    email: email(
      PREFERENCES,
      `You answered with the word that switches our texts off. Texts are now off. {% if appointmentDateTime %}${VISIT_ON} is not canceled.{% else %}No visit was canceled.{% endif %}`,
      "{% if cancelLink %}[Cancel this visit]({{cancelLink}}){% endif %}",
      "To turn texts on again, text START to the number they came from.",
      QUESTIONS,
    ),
  },
  "cancel-question": {
    sms: `{{practiceName}}: Did you mean the visit or our texts? 1 = cancel only ${VISIT}, 2 = stop all texts. Without an answer all texts stop.`,
    voice: `${GREETING} Did you mean the visit or our messages? Press 1 to cancel only ${VISIT_ON}. Press 2 to stop all messages.`,
    email: email(
      ANSWER,
      `Did you want to cancel ${VISIT_ON}, or to stop our messages?`,
      "{% if cancelLink %}[Cancel this visit]({{cancelLink}}){% endif %}\n{% if preferencesLink %}[Stop messages]({{preferencesLink}}){% endif %}",
      QUESTIONS,
    ),
  },
  "opt-in-confirm": {
    sms: "{{practiceName}}: Texts about your visits are on again. Msg frequency varies. HELP for help, STOP to end.",
    voice: "Messages from {{practiceName}} about your visits are on again. Goodbye.",
    email: email(
      PREFERENCES,
      "Messages from {{practiceName}} about your visits are on again.",
      "{% if preferencesLink %}[Change your message settings]({{preferencesLink}}){% endif %}",
      QUESTIONS,
    ),
  },
  help: {
    sms: `{{practiceName}}: texts about your visits, frequency varies.${CALL.replace("Please call", "Help:")} Msg & data rates may apply. STOP to end.`,
    voice: `${GREETING} We call about your visits.${CALL} {{optOutText}}`,
    email: email(
      PREFERENCES,
      "We write to you about your visits. How often depends on how many visits you have.",
      "{% if preferencesLink %}[Change or stop these messages]({{preferencesLink}}){% endif %}",
      QUESTIONS,
    ),
  },
};
