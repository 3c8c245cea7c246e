import { plainLetters } from "../sms-text";
import type { StandardLanguage } from "./keys";

/**
 * The sentences of one language, squigglies and all; `compose` makes every message of every channel of them. A sentence serves
 * a text, a call and an e-mail unless its name says otherwise: the date inside is short, spoken or full by itself.
 * Sentences end with their full stop; `…Here` ends with a colon, a link follows.
 */
export type Sentences = {
  /** First line of an e-mail. */
  hello: string;
  /** First words of a call; names the practice. */
  thisIs: string;
  goodbye: string;
  /** These name `practicePhone` and are left out where there is none. */
  call: string;
  ourNumber: string;
  questions: string;
  subject: { reminder: string; answer: string; settings: string };
  link: { confirm: string; cancel: string; details: string; rebook: string; choose: string; settings: string; stop: string };
  /** `text` without the practice's name, `said` for calls and e-mails. */
  reminder: { text: string; said: string };
  final: { text: string; said: string };
  list: { text: string; said: string; above: string };
  booked: { text: string; said: string };
  confirmed: string;
  cancelled: string;
  rebookHere: string;
  rebookCall: string;
  fee: string;
  rescheduleHere: string;
  rescheduleCall: string;
  rescheduleWait: string;
  rescheduleAsked: string;
  staysAsItIs: string;
  waitlist: string;
  cannotConfirm: string;
  /** Names `appointmentStatus` with a `default`. */
  statusNow: string;
  cannotCancel: string;
  already: string;
  toChange: string;
  unclear: string;
  noChoice: string;
  chooseBelow: string;
  whichVisit: string;
  severalVisits: string;
  useButtons: string;
  passed: string;
  /** For texts, calls and e-mails. The last two name the practice. */
  stopped: { text: string; call: string; email: string };
  start: string;
  textsOff: string;
  messagesOff: string;
  stopWord: string;
  notCancelled: string;
  noneCancelled: string;
  toCancel: string;
  startByText: string;
  /** Mode B: did CANCEL mean the visit or the texts? */
  question: { text: string; one: string; two: string; silence: string; said: string; email: string };
  on: { text: string; said: string };
  help: { text: string; line: string; rates: string; said: string; email: string };
};

const WHERE =
  "{% if facilityName %}\n{{facilityName}}{% endif %}{% if facilityAddress %}\n{{facilityAddress}}{% endif %}{% if facilityCity %}\n{{facilityCity}}{% endif %}";
const PAGE = "{% if appointmentLink %} {{appointmentLink}}{% endif %}";

const ifPhone = (sentence: string) => `{% if practicePhone %} ${sentence}{% endif %}`;
const link = (words: string, name: string) => `{% if ${name} %}[${words}]({{${name}}}){% endif %}`;
const ifVisit = (visit: string, none: string) => `{% if appointmentDateTime %}${visit}{% else %}${none}{% endif %}`;

/** Makes a language's 20 messages in all three forms [TPL-01]. Every text begins with the practice, every call says who calls. */
export function compose(words: Sentences): StandardLanguage {
  const text = (...parts: string[]) => `{{practiceName}}: ${parts.join("")}`;
  const call = (...parts: string[]) => `${parts.join("")} ${words.goodbye}`;
  const email = (subject: string, ...blocks: string[]) => ({ subject, body: [words.hello, ...blocks].join("\n\n") });
  const { reminder: REMINDER, answer: ANSWER, settings: SETTINGS } = words.subject;
  const buttons = `${link(words.link.confirm, "confirmLink")}\n${link(words.link.cancel, "cancelLink")}`;
  const details = link(words.link.details, "appointmentLink");
  const settings = link(words.link.settings, "preferencesLink");
  const questions = `{% if practicePhone %}${words.questions}{% endif %}`;
  const rebook = link(words.link.rebook, "rescheduleLink");
  const rebookText = (otherwise: string) =>
    `{% if rescheduleLink %} ${words.rebookHere} {{rescheduleLink}}{% elsif practicePhone %} ${otherwise}{% endif %}`;
  const notCancelled = ifVisit(words.notCancelled, words.noneCancelled);

  // Identification first, the number during the call (47 CFR 64.1200(b)).
  const reminderCall = (said: string) => `${words.thisIs} ${said} {{replyOptions}}${ifPhone(words.ourNumber)} {{optOutText}}`;
  const reminderText = (said: string) => text(said, ` {{replyOptions}}${PAGE} {{optOutText}}`);
  const reminder = (form: { text: string; said: string }) => ({
    sms: reminderText(form.text),
    voice: reminderCall(form.said),
    email: email(REMINDER, `${form.said}${WHERE}`, buttons, details, questions),
  });
  const cancelled = (said: string, otherwise: string) => ({
    sms: text(said, rebookText(otherwise)),
    voice: call(said, ifPhone(otherwise)),
    email: email(ANSWER, said, rebook, questions),
  });

  return {
    reminder: reminder(words.reminder),
    "reminder-final": reminder(words.final),
    "reminder-list": {
      sms: reminderText(words.list.text),
      voice: reminderCall(words.list.said),
      email: email(REMINDER, words.list.above, "{{appointmentsListInDay}}", buttons, details, questions),
    },
    "reminder-late-booking": reminder(words.booked),
    "confirm-reply": {
      sms: text(words.confirmed, PAGE),
      voice: call(words.confirmed),
      email: email(ANSWER, `${words.confirmed}${WHERE}`, details, questions),
    },
    "cancel-reply": cancelled(words.cancelled, words.rebookCall),
    "cancel-reply-fee": cancelled(`${words.cancelled} ${words.fee}`, words.questions),
    "reschedule-reply": {
      sms: text(
        `{% if rescheduleLink %}${words.rescheduleHere} {{rescheduleLink}}{% elsif practicePhone %}${words.rescheduleCall}{% else %}${words.rescheduleWait}{% endif %}`,
        ` ${words.staysAsItIs}`,
      ),
      voice: call(`{% if practicePhone %}${words.rescheduleCall}{% else %}${words.rescheduleWait}{% endif %} ${words.staysAsItIs}`),
      email: email(ANSWER, `${words.rescheduleAsked} ${words.staysAsItIs}`, link(words.link.choose, "rescheduleLink"), questions),
    },
    "waitlist-joined": { sms: text(words.waitlist), voice: call(words.waitlist), email: email(ANSWER, words.waitlist, questions) },
    "cannot-confirm": {
      sms: text(words.cannotConfirm, ` ${words.statusNow}`, ifPhone(words.call)),
      voice: call(words.cannotConfirm, ifPhone(words.call)),
      email: email(ANSWER, `${words.cannotConfirm} ${words.statusNow}`, questions),
    },
    "cannot-cancel": {
      sms: text(words.cannotCancel, ifPhone(words.call)),
      voice: call(words.cannotCancel, ifPhone(words.call)),
      email: email(ANSWER, words.cannotCancel, questions),
    },
    "already-answered": {
      sms: text(words.already, ifPhone(words.toChange)),
      voice: call(words.already, ifPhone(words.toChange)),
      email: email(ANSWER, words.already, questions),
    },
    "reply-not-understood": {
      sms: text(words.unclear, " {{replyOptions}}"),
      voice: `${words.noChoice} {{replyOptions}}`,
      email: email(ANSWER, `${words.unclear} ${words.chooseBelow}`, buttons, details, questions),
    },
    "which-visit": {
      sms: text(words.whichVisit, " {{openQuestionsList}}"),
      voice: `${words.thisIs} ${words.severalVisits}${ifPhone(words.call)}`,
      email: email(ANSWER, `${words.severalVisits} ${words.useButtons}`, questions),
    },
    "after-passing": {
      sms: text(words.passed, ifPhone(words.call)),
      voice: call(words.passed, ifPhone(words.call)),
      email: email(ANSWER, words.passed, questions),
    },
    "opt-out-confirm": {
      sms: text(words.stopped.text, ` ${words.start}`),
      voice: call(words.stopped.call),
      email: email(SETTINGS, words.stopped.email, settings, questions),
    },
    "opt-out-confirm-cancel": {
      sms: text(words.textsOff, ` ${notCancelled}`, ifPhone(words.toCancel), ` ${words.start}`),
      voice: call(words.messagesOff, ` ${notCancelled}`, ifPhone(words.toCancel)),
      email: email(
        SETTINGS,
        `${words.stopWord} ${words.textsOff} ${notCancelled}`,
        link(words.link.cancel, "cancelLink"),
        words.startByText,
        questions,
      ),
    },
    "cancel-question": {
      sms: text(words.question.text, ` 1 = ${words.question.one}, 2 = ${words.question.two}. ${words.question.silence}`),
      voice: `${words.thisIs} ${words.question.said}`,
      email: email(
        ANSWER,
        words.question.email,
        `${link(words.link.cancel, "cancelLink")}\n${link(words.link.stop, "preferencesLink")}`,
        questions,
      ),
    },
    "opt-in-confirm": { sms: text(words.on.text), voice: call(words.on.said), email: email(SETTINGS, words.on.said, settings, questions) },
    help: {
      sms: text(words.help.text, ifPhone(words.help.line), ` ${words.help.rates}`),
      voice: `${words.thisIs} ${words.help.said}${ifPhone(words.call)} {{optOutText}}`,
      email: email(SETTINGS, words.help.email, settings, questions),
    },
  };
}

/** For languages whose texts are usually written without accents: the texts in plain letters, calls and e-mails as they are. */
export function withPlainTexts(messages: StandardLanguage): StandardLanguage {
  for (const forms of Object.values(messages)) forms.sms = plainLetters(forms.sms);
  return messages;
}
