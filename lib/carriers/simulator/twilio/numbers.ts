/** Numbers that behave in a fixed way: Twilio's own test numbers, and a family that ends in the code it causes. */

/** Twilio's documented test recipients. */
const recipients: Record<string, number> = {
  "+15005550001": 21211,
  "+15005550002": 21612,
  "+15005550003": 21408,
  "+15005550004": 21610,
  "+15005550009": 21614,
};
/** Twilio's documented test senders. */
const senders: Record<string, number> = { "+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611 };
/** The same for calls. */
const callees: Record<string, number> = {
  "+15005550001": 21217,
  "+15005550002": 21214,
  "+15005550003": 21215,
  "+15005550004": 21216,
};

export const E164 = /^\+[1-9]\d{6,14}$/;

/** The API error that a text to or from such a number causes. */
export function refusalOfText(to: string, from: string): number | undefined {
  if (!E164.test(to)) return 21211;
  return recipients[to] ?? senders[from];
}

/** The API error that a call causes. */
export function refusalOfCall(to: string, from: string): number | undefined {
  if (!E164.test(to)) return 21217;
  if (from === "+15005550001") return 21212;
  return callees[to];
}

/** The delivery error of a text to a number whose last five digits are one (30001–30099): `+1206553 0003` → 30003. */
export function fateOfText(to: string): string | undefined {
  return /300\d\d$/.exec(to)?.[0];
}

export type CallFate = "busy" | "no-answer" | "failed" | "machine";
const callFates: Record<string, CallFate> = { "30486": "busy", "30480": "no-answer", "30404": "failed", "30200": "machine" };

/** What happens to a call to a number that ends like this. */
export function fateOfCall(to: string): CallFate | undefined {
  return callFates[to.slice(-5)];
}
