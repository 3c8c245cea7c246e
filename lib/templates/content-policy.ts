export type ContentHit = {
  /** As written. */
  word: string;
  /** Index into the text. */
  at: number;
  kind: "promotional" | "offensive";
};

/** Words by which carriers recognise marketing, in the languages of the standard templates. */
const PROMOTIONAL = [
  "%",
  "percent",
  "discount",
  "discounts",
  "discounted",
  "free",
  "gift",
  "gifts",
  "giveaway",
  "giveaways",
  "promotion",
  "promotions",
  "promotional",
  "promo",
  "sale",
  "sales",
  "por ciento",
  "descuento",
  "descuentos",
  "gratis",
  "gratuito",
  "gratuita",
  "regalo",
  "regalos",
  "sorteo",
  "promoción",
  "promociones",
  "oferta",
  "ofertas",
  "rebaja",
  "rebajas",
];
const OFFENSIVE = [
  "fuck",
  "fucking",
  "shit",
  "shitty",
  "bitch",
  "bastard",
  "asshole",
  "cunt",
  "dick",
  "whore",
  "slut",
  "damn",
  "mierda",
  "puta",
  "puto",
  "pendejo",
  "cabrón",
  "joder",
];

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** A word stands alone when no letter, digit or hyphen touches it: "sugar-free" and "freedom" are no hits. */
function pattern(words: readonly string[]): RegExp {
  const alone = words
    .filter((word) => /^[\p{L} ]+$/u.test(word))
    .map(escaped)
    .join("|");
  const signs = words
    .filter((word) => !/^[\p{L} ]+$/u.test(word))
    .map(escaped)
    .join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}-])(?:${alone})(?![\\p{L}\\p{N}-])${signs ? `|${signs}` : ""}`, "giu");
}

const PATTERNS = [
  { kind: "promotional", pattern: pattern(PROMOTIONAL) },
  { kind: "offensive", pattern: pattern(OFFENSIVE) },
] as const;

/**
 * Promotional and vulgar words in a message [TPL-08], in order. `allowed` are phrases in which a word is harmless
 * ("free clinic", "feel free"), as the organization's admins list them. What to do about a hit is the caller's setting.
 */
export function contentHits(text: string, allowed: readonly string[] = []): ContentHit[] {
  const harmless = allowed.flatMap((phrase) => {
    const wanted = phrase.trim();
    return wanted === ""
      ? []
      : [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(wanted)}(?![\\p{L}\\p{N}])`, "giu"))].map(
          (m) => [m.index, m.index + m[0].length] as const,
        );
  });
  return PATTERNS.flatMap(({ kind, pattern }) => [...text.matchAll(pattern)].map((match) => ({ word: match[0], at: match.index, kind })))
    .filter((hit) => !harmless.some(([from, to]) => hit.at >= from && hit.at + hit.word.length <= to))
    .sort((a, b) => a.at - b.at);
}
