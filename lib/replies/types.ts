/** What a reply means, named as the rows of the reply table (see docs of `classifyReply`). */
export type Intent =
  | "opt-out"
  | "ambiguous-cancel"
  | "opt-in"
  | "help"
  | "leave-waitlist"
  | "join-waitlist"
  | "pick"
  | "reschedule"
  | "confirm"
  | "cancel"
  | "arrived"
  | "late"
  | "other";

/** The question that is open for the sender's number, if any. */
export type OpenQuestion = {
  /** `reminder`: Y / N / R. `cancel-collision`: "1 = cancel only my visit, 2 = stop all texts". `pick`: a numbered list. */
  kind: "reminder" | "cancel-collision" | "pick";
  /** For `pick`: how many entries the list has (1–9; default 3). */
  options?: number;
};

export type ReplyContext = {
  /** BCP 47 tag of the patient's language; English is always understood as well. */
  language: string;
  question?: OpenQuestion;
  /** The number is on our own suppression list. */
  optedOut: boolean;
  /** How a bare CANCEL is taken: A = opt-out with a clear notice, B = ask once "visit or texts?". */
  cancelMode: "A" | "B";
  /** What the open reminder lets the patient answer [REM-02]. */
  answersAllowed: "confirm-cancel" | "confirm" | "none";
  /** The carrier's own verdict on the message (`OptOutType`). */
  carrierOptOut?: "STOP" | "START" | "HELP";
  /** Act on the bare words yes and no only [REM-12]. */
  yesNoOnly?: boolean;
};

export type Reply = {
  /** What the text says when it is precise; `other` where it is not. */
  intent: Intent;
  /** Further meanings seen. Not to be acted on, except `late` beside `confirm` (staff are told). */
  also: Intent[];
  /** For `pick`: 1-based entry. */
  pick?: number;
  /** `act`: the product may do it. `ask`: send the one clarifying question. `staff`: a person decides. */
  act: "act" | "ask" | "staff";
  /** Table row and the precise rule that spoke, for the decision trail: `10-lead-and-tail`. */
  rule: string;
  /** Words that need a person at once were seen, whatever else the text says. */
  urgent: boolean;
  /** With `late`: by how many minutes, where the text says so. */
  lateMinutes?: number;
  /** With `opt-out`: the sender says that the number is not the patient's. */
  wrongNumber?: boolean;
};
