import { list, product } from "./list";
import type { WordList } from "./types";

const BARE_MESSAGES = list(`texts, text, messages, msgs, sms, text messages, reminders, texting, messaging`);
const OURS = list(`, the, these, all, all the, all these, your, all your, any more`);
const VERBS = list(`texting, txting, messaging, contacting, calling, emailing, sending, bothering, harassing, spamming, reminding`);
const VISIT = list(
  `my appointment, my apointment, my appt, my apt, my visit, the appointment, the appt, this appointment, this appt, this visit, appointment, appt, visit`,
);
const INTENTION = list(`, i need to, i have to, i want to, i would like to, i'd like to, need to, have to, i must, we need to, we have to`);

export const en: WordList = {
  optOut: list(`stop, stopall, stop all, unsubscribe, end, quit, revoke, optout, opt out, remove`),
  optOutStrong: list(`stop, stopall, stop all, unsubscribe, optout, opt out, stop it, stop this, stop now`),
  optOutPhrases: [
    ...VERBS.map((verb) => `stop ${verb}`),
    ...VERBS.map((verb) => `quit ${verb}`),
    ...product(["stop"], OURS, BARE_MESSAGES),
    ...product(["don't", "do not"], ["text", "message", "contact", "txt"], ["me", "this number", "us", "my phone"]),
    ...product(
      ["don't", "do not", "no longer"],
      ["want"],
      list(`
    , any, any more, anymore, these, your, more, to get, to receive, to get any more, to receive any more, to get these, to receive
    these
  `),
      BARE_MESSAGES,
    ),
    ...product(["no more"], BARE_MESSAGES),
    "unsubscribe me",
    "opt me out",
    "want to opt out",
    "like to opt out",
    "wish to opt out",
    "need to opt out",
    "opt out of",
    "want to unsubscribe",
    "like to unsubscribe",
    "leave me alone",
    "lose my number",
    "delete my number",
    "remove my number",
    "remove this number",
    "take my number off",
    "take this number off",
    ...product(["don't", "do not"], ["need"], ["", "any", "any more", "these", "your"], BARE_MESSAGES),
    ...product(["don't", "do not"], ["send me", "call me", "remind me", "email me"]),
    ...product(["no longer"], ["wish", "want"], ["to receive", "to get"]),
    "i opt out",
    "unsubscribe from",
    "cease and desist",
    "revoke my consent",
    "revoke consent",
    "withdraw my consent",
  ],
  optOutClosed: list(`remove me, take me off, please remove me, please take me off, unsubscribe, opt out`),
  optOutTails: [
    "please",
    "pls",
    "now",
    "thanks",
    "thank you",
    "immediately",
    "asap",
    ...product(
      ["", "from", "of", "off", "off of"],
      ["", "your", "this", "the", "all"],
      list(`list, lists, texting list, text list, mailing list, call list, contact list, contacts, system, texts, text messages, messages`),
    ),
  ],
  optOutNegations: list(`don't, do not, dont, not, never, didn't, did, does, why, when, if, won't, can't, cannot`),
  optOutDoubts: list(`
    instead, me text me, me just text, text only, until, till, while, during, before, after, except, but, only, unless, at work, at
    night, at home, so early, so late, too early, too late, this early, this late, so many, so much, so often, twice, in english, in
    spanish, today, tonight, tomorrow, waitlist, wait list, waiting list, sundays, sunday, weekends, you don't, you do not, my son,
    my daughter, my wife, my husband, my mom, my mother, my father, my dad
  `),
  wrongNumber: [
    ...product(
      list(`
    , sorry, you have the, you have a, you've got the, you got the, this is the, this is a, sorry you have the, sorry this is the,
    sorry you got the, i think you have the
  `),
      ["wrong number", "wrong person", "wrong phone number"],
    ),
    "wrong number sorry",
    "wrong number please stop",
    "wrong number stop",
    "sorry wrong number",
    "not my appointment wrong number",
  ],
  ambiguousCancel: ["cancel", "canceled", "cancelled"],
  optIn: ["start", "unstop", "subscribe"],
  help: ["help", "info"],
  leaveWaitlist: ["leavewaitlist", "leave waitlist", "leave wait list", "leave the waitlist"],
  joinWaitlist: ["waitlist", "wait list", "join", "join waitlist"],
  picks: [
    ["one", "first", "the first", "the first one", "option one"],
    ["two", "second", "the second", "the second one", "option two"],
    ["three", "third", "the third", "the third one", "option three"],
    ["four"],
    ["five"],
    ["six"],
    ["seven"],
    ["eight"],
    ["nine"],
  ],
  reschedule: [
    "r",
    "reschedule",
    "re schedule",
    "rescheduled",
    "change",
    "move",
    "another day",
    "another time",
    "different day",
    "different time",
    "a different day",
    "reshedule",
    "reschedual",
    "reschudule",
    "resched",
    "a different time",
    ...product(
      list(`
    , i need to, i have to, i want to, i would like to, i'd like to, need to, have to, can i, can we, could i, could we, may i, we
    need to, i must
  `),
      ["reschedule", "reshedule", "resched"],
      ["", "it", ...VISIT],
    ),
    ...product(list(`, i need to, i want to, i would like to, i'd like to, can i, can we, could i, could we`), ["change", "move"], VISIT),
  ],
  rescheduleAfterNo: list(`
    r, reschedule, i need to reschedule, can i reschedule, can we reschedule, i would like to reschedule, i'd like to reschedule,
    another day, another time, different day, different time
  `),
  yesWhole: ["c", "1", "k", "kk", "confirming"],
  yesLeading: list(`
    y, yes, yess, yea, yeah, yep, yup, confirm, confirmed, comfirm, confrim, i confirm, i confirm my appointment, confirm my
    appointment, confirm appointment, confirming my appointment, i am confirming my appointment, ok, okay, okey, sure, sure thing,
    sounds good, sounds great, will be there, i can make it, we can make it, i'll make it, of course, definitely, absolutely, i'll
    be there, i will be there, we'll be there, we will be there, i'll be their, i will be their, ill b there, i'm coming, i am coming, i plan to be there, 👍, ✔, ✅, 👌, ☑, 🆗
  `),
  yesTails: list(`
    thank you, thank you so much, thank you very much, thanks, thanks so much, thanks a lot, many thanks, thx, ty, tysm, please,
    pls, i will, we will, will do, i can, i can make it, we can make it, i can come, i'm coming, i am coming, we're coming, we are
    coming, i plan to be there, be there, see you then, see you there, see you soon, see ya then, see u then, confirming, confirm my
    appointment, confirm the appointment, i confirm my appointment, confirming my appointment, for my appointment, for my appt, to my appointment, that works, that works for me, works
    for me, that's fine, that is fine, fine, great, perfect, good, awesome, wonderful, excellent, looking forward to it, ma'am, sir,
    have a good day, have a nice day, have a great day, god bless, see yall then, see y'all then, see you all then, sincerely, your patient, sincerely your patient, sent from my iphone, 🙏, 😊, 🙂, 😀, 😃, ❤, 👏
  `),
  lateTails: [
    ...product(
      ["", "but"],
      ["", "i'm", "i am", "we're", "we are"],
      ["running late", "running a little late", "running a bit late", "running behind", "going to be late", "gonna be late"],
    ),
    ...product(["", "but"], list(`i'll be, i will be, i may be, i might be, we'll be, we will be`), [
      "late",
      "a little late",
      "a bit late",
      "a few minutes late",
    ]),
  ],
  accentSensitive: [],
  noWhole: ["2"],
  noLeading: ["n", "no", "nope"],
  cannotCome: [
    ...product(
      ["", "i", "we"],
      ["can't", "cannot", "can not", "won't", "will not"],
      [
        "make it",
        "make it to my appointment",
        "make it to my appt",
        "make my appointment",
        "make the appointment",
        "be there",
        "come",
        "come in",
        "come to my appointment",
      ],
    ),
    ...product(["", "i", "we"], list(`won't be able to, will not be able to, am unable to, am not able to, unable to, not able to`), [
      "make it",
      "come",
      "be there",
      "attend",
    ]),
    ...list(
      `not going to make it, not gonna make it, i'm not going to make it, i'm not gonna make it, i am not going to make it, we're not going to make it, i'm unable to make it`,
    ),
    "i'm not able to make it",
    "not coming",
    "i'm not coming",
    "i am not coming",
    "we're not coming",
    "we are not coming",
    "i can't attend",
    "i cannot attend",
    "i won't attend",
    "cant makeit",
  ],
  cancelVisit: product(INTENTION, ["cancel"], VISIT),
  noTails: list(`sorry, i'm sorry, i am sorry, so sorry, apologies, my apologies, unfortunately, i'm sick, i am sick, im sick`),
  arrived: list(`
    here, i'm here, i am here, we're here, we are here, arrived, i've arrived, i have arrived, just arrived, in the parking lot, i'm
    in the parking lot, im outside, outside, just pulled up, pulled up, i've just arrived, i just arrived, in the waiting room, i'm in the waiting room
  `),
  late: list(`
    late, running late, i'm running late, i am running late, i'll be late, i will be late, running behind, i'm running behind, going to
    be late, i'm going to be late, gonna be late, i'm gonna be late, we're running late, we will be late, we'll be late, i'm late, running a little late, running a few
    minutes late, stuck in traffic, i'm stuck in traffic
  `),
  strictYes: ["yes", "y"],
  strictNo: ["no", "n"],
  greetings: list(`hi, hello, hey, good morning, good afternoon, good evening, thanks, thank you, thx, ty`),
  polite: ["please", "pls", "plz", "sent from my iphone"],
  hints: {
    confirm: list(`yes, confirm, confirmed, i'll be there, i will be there, won't miss, i can make it, 👍`),
    cancel: list(`
    cancel, cancle, cancell, canceling, cancelling, cancelled, canceled, can't make, cannot make, can not make, won't make, can't
    come, cannot come, won't be able, unable to, not coming, not able, 👎, ❌
  `),
    reschedule: list(`
    reschedule, rescheduled, rescheduling, re schedule, another day, another time, different day, different time, change my, move
    my, move it, change it
  `),
  },
  urgent: list(`
    emergency, urgent, 911, chest pain, chest hurts, can't breathe, cannot breathe, can not breathe, trouble breathing, heart
    attack, stroke, bleeding, overdose, overdosed, suicide, suicidal, kill myself, end my life, want to die, hurt myself,
    unconscious, passed out, seizure, ambulance
  `),
};
