/** The GSM 03.38 basic set, one septet each. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** The extension table: an escape and a septet. */
const EXTENDED = new Set("^{}\\[]~|€\f");

const SINGLE = { "GSM-7": 160, "UCS-2": 70 } as const;
const PART = { "GSM-7": 153, "UCS-2": 67 } as const;
const TOLL_FREE_PART = { "GSM-7": 152, "UCS-2": 66 } as const;

export type SmsSegments = {
  encoding: "GSM-7" | "UCS-2";
  segments: number;
  /** Septets (GSM-7) or UTF-16 units (UCS-2) of the whole text. */
  units: number;
  /** Units that fit into each segment of a text of this length. */
  perSegment: number;
  /** The characters, each once, that force UCS-2. */
  nonGsm: string[];
};

/**
 * How a text is cut by the carrier: 160 / 70 units in a single segment, 153 / 67 in each of several (152 / 66 from a
 * toll-free number). A two-unit character (emoji, or one of `^ { } \ [ ] ~ | €`) is never split between segments.
 */
export function smsSegments(text: string, options: { tollFree?: boolean } = {}): SmsSegments {
  const nonGsm: string[] = [];
  const sizes: number[] = [];
  for (const character of text) {
    if (BASIC.has(character)) sizes.push(1);
    else if (EXTENDED.has(character)) sizes.push(2);
    else if (!nonGsm.includes(character)) nonGsm.push(character);
  }
  if (nonGsm.length === 0) return cut("GSM-7", sizes, nonGsm, options.tollFree ?? false);
  return cut(
    "UCS-2",
    Array.from(text, (character) => character.length),
    nonGsm,
    options.tollFree ?? false,
  );
}

function cut(encoding: "GSM-7" | "UCS-2", sizes: readonly number[], nonGsm: string[], tollFree: boolean): SmsSegments {
  let units = 0;
  for (const size of sizes) units += size;
  if (units <= SINGLE[encoding]) return { encoding, segments: units === 0 ? 0 : 1, units, perSegment: SINGLE[encoding], nonGsm };
  const perSegment = (tollFree ? TOLL_FREE_PART : PART)[encoding];
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > perSegment) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding, segments, units, perSegment, nonGsm };
}
