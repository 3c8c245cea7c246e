/** The few words that values themselves are made of, in one language. */
export type ValueWords = {
  dateAtTime: (date: string, time: string) => string;
  withProvider: (what: string, provider: string) => string;
  minutes: (n: number) => string;
  listJoint: string;
  /** By status code of the visit, as it stands in "is already …". */
  status: Record<string, string>;
  generic: { type: string; provider: string; facility: string; instructions: string };
  /**
   * How a text is answered. `yes`, `no` and `change` are the words that `all` and `confirm` print; a test proves that
   * the classifier takes each of them for what the prompt says. Never CANCEL, never a digit: digits answer other questions.
   */
  replies: { yes: string; no: string; change: string; all: string; confirm: string; none: (phone: string | undefined) => string };
  keys: { all: string; confirm: string; none: string };
  /** STOP and HELP stay as they are: carriers know them in these letters only. */
  optOut: { sms: string; smsFirst: string; voice: string; email: string };
  /** The end of every e-mail. */
  footer: { from: (practice: string) => string; stop: string };
};
