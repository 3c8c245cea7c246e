import { normaliseReply } from "./normalise";

/** A set of word sequences that can be looked for at a position of a token list without regular expressions: no input makes it slow. */
export class Phrases {
  private readonly byFirst = new Map<string, string[][]>();
  private readonly whole = new Set<string>();

  constructor(phrases: Iterable<string>) {
    for (const phrase of phrases) {
      const { tokens } = normaliseReply(phrase);
      const first = tokens[0];
      const key = tokens.join(" ");
      if (first === undefined || this.whole.has(key)) continue;
      this.whole.add(key);
      const list = this.byFirst.get(first);
      if (list) list.push(tokens);
      else this.byFirst.set(first, [tokens]);
    }
    for (const list of this.byFirst.values()) list.sort((a, b) => b.length - a.length);
  }

  /** The tokens are exactly one phrase. */
  is(tokens: readonly string[]): boolean {
    return this.whole.has(tokens.join(" "));
  }

  /** Lengths (in tokens, longest first) of the phrases that start at `at`. */
  lengthsAt(tokens: readonly string[], at: number): number[] {
    const first = tokens[at];
    const list = first === undefined ? undefined : this.byFirst.get(first);
    if (!list) return [];
    return list.filter((phrase) => phrase.every((word, i) => tokens[at + i] === word)).map((phrase) => phrase.length);
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
