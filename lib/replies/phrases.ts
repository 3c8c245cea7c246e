import { plainLetters } from "./letters";
import { normaliseReply } from "./normalise";

/** `bare` without accents, `marked` with those that the list gives; a reply's token is either. */
type Phrase = { bare: string[]; marked: string[] };

const keyOf = (tokens: readonly string[]): string => tokens.join(" ");

/** What a phrase is when typed without accents. */
export const bareKey = (phrase: string): string => keyOf(normaliseReply(phrase).tokens);

/** A set of word sequences that can be looked for at a position of a token list without regular expressions: no input makes it slow. */
export class Phrases {
  private readonly byFirst = new Map<string, Phrase[]>();

  /** Of the phrases in `onlyMarked` (bare keys), typed without accents they mean something else as well: they are found with their accents only. */
  constructor(phrases: Iterable<string>, onlyMarked: ReadonlySet<string> = new Set()) {
    const known = new Set<string>();
    for (const text of phrases) {
      const marked = normaliseReply(text, { keepAccents: true }).tokens;
      const bare = marked.map(plainLetters);
      const ambiguous = onlyMarked.has(keyOf(bare));
      const [first, bareFirst] = [marked[0], bare[0]];
      if (first === undefined || bareFirst === undefined || known.has(keyOf(marked))) continue;
      if (ambiguous && keyOf(bare) === keyOf(marked)) continue;
      known.add(keyOf(marked));
      const phrase = { marked, bare: ambiguous ? marked : bare };
      for (const start of new Set([first, phrase.bare[0]!])) {
        const list = this.byFirst.get(start);
        if (list) list.push(phrase);
        else this.byFirst.set(start, [phrase]);
      }
    }
    for (const list of this.byFirst.values()) list.sort((a, b) => b.bare.length - a.bare.length);
  }

  /** The tokens are exactly one phrase. */
  is(tokens: readonly string[]): boolean {
    return this.lengthsAt(tokens, 0).includes(tokens.length);
  }

  /** Lengths (in tokens, longest first) of the phrases that start at `at`. */
  lengthsAt(tokens: readonly string[], at: number): number[] {
    const first = tokens[at];
    const list = first === undefined ? undefined : this.byFirst.get(first);
    if (!list) return [];
    return list
      .filter(({ bare, marked }) => bare.every((word, i) => tokens[at + i] === word || tokens[at + i] === marked[i]))
      .map(({ bare }) => bare.length);
  }

  /** Index of the first phrase anywhere, or -1. */
  find(tokens: readonly string[]): number {
    for (let at = 0; at < tokens.length; at++) if (this.lengthsAt(tokens, at).length > 0) return at;
    return -1;
  }

  /** The tokens from `from` on are a (possibly empty) sequence of phrases of `sets`. */
  static covers(tokens: readonly string[], from: number, sets: readonly Phrases[]): boolean {
    const reached = new Set([from]);
    for (let at = from; at < tokens.length; at++) {
      if (!reached.has(at)) continue;
      for (const set of sets) for (const length of set.lengthsAt(tokens, at)) reached.add(at + length);
    }
    return reached.has(tokens.length);
  }
}
