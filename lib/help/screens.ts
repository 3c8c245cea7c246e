/** What the help says about one screen: what it is for, and how its daily things are done. */
export type ScreenHelp = { purpose: string; how: readonly { todo: string; steps: string }[] };

const h = (todo: string, steps: string) => ({ todo, steps });

/** [ADM-05] Help by the id of the menu's entry. A new entry of the menu needs one here (a test sees to it). */
export const SCREEN_HELP: Readonly<Record<string, ScreenHelp>> = {
  today: {
    purpose: "What needs a person now, and everyone who comes today. Leave it open: it follows what happens by itself.",
    how: [
      h("Answer what Luma did not understand", "Under “Needs a person”, open the entry, read the message, and choose what it meant."),
      h("See who has not confirmed", "Choose their number among the counts of the day; the list shows only those visits."),
      h("Confirm for someone on the phone", "Open the visit and choose Confirm. Reminders that only asked for it then stop."),
    ],
  },
  schedule: {
    purpose: "Visits by day and week, by the clock on each facility’s wall.",
    how: [
      h("Book", "Choose “New appointment”, find the patient, then the day and time."),
      h("Move or cancel", "Open the visit. Reminders are planned again at once; what was already sent is not taken back."),
      h("Keep one visit silent", "Open it and switch its reminders off. Its trail says who did."),
    ],
  },
  patients: {
    purpose: "Everyone you care for, how each may be reached, and what was said to them.",
    how: [
      h("Find someone", "Type part of a name, a date of birth, a phone number or a record number."),
      h("Change how someone is reached", "Open the patient and change the contact or the language there."),
      h("Mend contacts", "“Contacts that do not work” lists who cannot be reached and why; open the patient and change the contact there."),
      h("Messages about a child", "Open the patient and choose “Add guardian”. While the patient is under age, messages go there."),
      h("See why no message went out", "Open the patient, then the visit: its trail names the rule and the setting."),
    ],
  },
  messages: {
    purpose: "Every message that was sent, is planned or came in, and what became of it.",
    how: [
      h("See why a message was not delivered", "Open one of the list “Undelivered”: the trail says what the carrier answered."),
      h("Look ahead", "“Next to go” shows each planned message, with the time and the reason."),
      h("Read answers", "“Answers” shows what patients wrote and what it changed."),
    ],
  },
  sending: {
    purpose: "Whether anything goes out at all, and from which numbers.",
    how: [
      h("Stop everything at once", "Choose “Stop all outgoing messages”. Every screen then says so until somebody resumes."),
      h("Resume", "Choose whether what piled up still goes out or is skipped. What would be useless by now is skipped either way."),
    ],
  },
  activity: {
    purpose: "How many messages went out, what became of them and what patients answered, over any days.",
    how: [
      h("See the messages behind a number", "Choose the number: the list opens with the same days and filters."),
      h("Find out why messages do not arrive", "“Why messages did not arrive” lists the carriers’ reasons, the most frequent first."),
      h("Compare facilities or channels", "Each has a line of its own; or narrow the whole report with the filters on top."),
    ],
  },
  templates: {
    purpose: "The wording of every message, by channel and language.",
    how: [
      h("Change a text", "Open it, type, and look at the preview with a real visit. Nothing changes until you save."),
      h(
        "Put in a name or a time",
        "Choose a placeholder beside the text. A message without a value for it is held and not sent half empty.",
      ),
      h("Send another language", "Choose “Languages”, have someone who knows the language read its messages, then mark them as reviewed."),
      h("Write something once", "Choose “Shared blocks”, for example for parking, and insert the block where it is needed."),
      h("Go back", "“Back to the standard wording” takes your own wording away; earlier versions stay listed."),
    ],
  },
  "do-not-contact": {
    purpose: "Numbers and addresses that get no messages, and why.",
    how: [
      h("Somebody asks at the desk", "Choose Add, type the number or address and what the person said."),
      h(
        "Never contact a number, or try things out",
        "“Blocked” lists what is never contacted. “Allowed” lists what alone is contacted while that setting is on.",
      ),
      h("Let someone be contacted again", "Open the entry. Who wrote STOP from their phone usually has to write START from it."),
    ],
  },
  "emergency-access": {
    purpose: "A facility or patient outside your groups, for a short time, when care cannot wait.",
    how: [
      h("Open one", "Say what and why. Admins are told at once, and every look is recorded."),
      h("Be done", "Choose “End it now” in the bar above the screen."),
    ],
  },
  import: {
    purpose: "Patients and appointments from a file of your records system.",
    how: [
      h("Import a file", "Upload it, say what each column is, look at the trial run, then start. You may leave the page meanwhile."),
      h("Mend errors", "Download the rows that were refused, correct them, and import that file again. Nothing is entered twice."),
    ],
  },
  simulator: {
    purpose: "The phones and inboxes of the demonstration: see what patients get, answer for them, and move the clock.",
    how: [
      h("Answer as a patient", "Choose a phone and type, or press the link in the message."),
      h("See tomorrow’s reminders", "Move the clock ahead. Only this demonstration’s time moves."),
    ],
  },
  settings: {
    purpose: "Everything that can be set, in sentences, with what holds now and where it comes from.",
    how: [
      h("Find a setting", "Type any of its words here, or press Ctrl K on any screen."),
      h(
        "Set it for one place only",
        "Choose the facility, type or provider under “Show settings for”, then open the setting. The narrowest value counts.",
      ),
      h("See what a change would do", "Open it, change it, and choose “Show the effect” before saving."),
      h("Go back", "“Back to the default” or “Use the wider setting” takes the value away; the changes below say who set it."),
    ],
  },
  facilities: {
    purpose: "Where visits take place: by whose clock, how to get there, when the doors are open.",
    how: [
      h("Add one", "Choose “New facility” and give it a time zone; without one nothing can be booked there."),
      h("Change several at once", "Tick them, choose what to change below the list, and undo within ten seconds if it was wrong."),
      h("Set its own holidays", "Open it and follow “Holidays and other settings of this facility”."),
    ],
  },
  providers: {
    purpose: "The people patients come to see, as messages name them.",
    how: [
      h("Someone joins", "Choose “New provider”. An import adds those it names by itself."),
      h("Someone leaves", "Open the provider and choose Archive; visits that are ahead have to be moved first."),
    ],
  },
  "appointment-types": {
    purpose: "What visits are for, how long they take, and what patients are told about them.",
    how: [
      h("Keep a kind of visit private", "Switch on “Sensitive”: messages then name it in general words only."),
      h("Tell patients how to prepare", "Write special instructions, one text for each language, or for one channel only."),
      h("Stop reminders of one kind", "Switch off “Send reminders”. Each visit’s trail says why nothing went out."),
    ],
  },
  branding: {
    purpose: "Name, logo and colour by which patients recognize you, on pages and in e-mails.",
    how: [
      h("Choose a colour", "Any will do: where text would be hard to read it is made darker or lighter, and the preview shows how."),
      h("Upload a logo", "PNG or JPEG. E-mails that were sent before keep the old one."),
    ],
  },
  reminders: {
    purpose: "When patients hear from you, what they may answer, and on which channels.",
    how: [
      h("Change when reminders go out", "Open “Reminders before each visit”, change the steps, and choose “Show the effect”."),
      h("Close a day", "Open Holidays and add the day. Messages of that day move or stay out as the rules say."),
    ],
  },
  senders: {
    purpose: "The numbers and addresses that patients see, and the accounts at carriers behind them.",
    how: [
      h("Connect a carrier", "Add the account with its keys, enter the addresses it shows at the carrier, then test the connection."),
      h("Give a facility its own number", "Add the number and choose the facility under “Sends for”; the others keep the default."),
      h("The carrier stopped a number", "Open it to see why, mend it at the carrier, then start it again. What waited goes out then."),
    ],
  },
  sandbox: {
    purpose: "Your practice with made-up patients, to try settings and to learn, where nothing reaches anybody.",
    how: [
      h("Practise", "Choose “Go to the sandbox”. The bar on top of every screen says that you are in it, and brings you back."),
      h("Begin again", "An admin chooses “Start afresh”: it takes over today’s settings and gets new patients."),
    ],
  },
  people: {
    purpose: "Who may sign in, what each may do, and which facilities each group sees.",
    how: [
      h("Invite someone", "Choose Invite, give the e-mail address and the role. The link in the e-mail works for a limited time."),
      h("Someone leaves", "Open the person and deactivate; all their sessions end at once."),
    ],
  },
  "single-sign-on": {
    purpose: "Sign in with the accounts of your own identity provider.",
    how: [h("Connect it", "Enter what your provider names issuer, client id and secret, test it, then switch it on.")],
  },
  system: {
    purpose: "Whether everything that works in the background does.",
    how: [
      h("Something failed", "Open the run: each step says what happened. Retry it once the cause is gone."),
      h("A message could not be read", "Under “Dead letters”, have it worked on again."),
    ],
  },
  agreements: {
    purpose: "The contracts and notices that your organization has accepted, with who and when.",
    how: [h("Accept one", "Open it, read it, and accept. A newer version asks again.")],
  },
  audit: {
    purpose: "Who looked at what and changed what. Entries cannot be altered unnoticed: they are sealed.",
    how: [
      h("Who looked at a patient", "Search by the patient, or open the patient and follow the link from there."),
      h("Hand it to someone", "Narrow the list and choose Export."),
    ],
  },
};

/** Keys that work on every screen. */
export const SHORTCUTS: readonly { keys: string; what: string }[] = [
  { keys: "Ctrl K", what: "Find a patient, a screen or a setting" },
  { keys: "?", what: "Help about this screen" },
  { keys: "↑ ↓", what: "Walk through the rows of a list" },
  { keys: "Enter", what: "Open the row" },
  { keys: "Esc", what: "Close what is open, back to the list" },
];
