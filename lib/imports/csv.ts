/**
 * Reads CSV text that arrives in pieces, record by record, keeping each record's own text and where it ends, so that an
 * import can go on after a crash from the byte it reached and show a refused row as it was written. A record that
 * cannot be read (a quote never closed, text after a closing quote, longer than a megabyte) costs its own line only:
 * reading goes on with the next line. Agrees with csv-parse on well-formed files (csv.test.ts).
 */

export type CsvFault = "quote" | "too-long";
export type CsvRecord = {
  /** Fields as written, quotes taken off, not trimmed. Empty where `fault` is set. */
  fields: string[];
  /** The record's text without its line end; cut to RAW_LIMIT where it is too long. */
  raw: string;
  /** Characters from the start of the input to behind the record's line end. */
  end: number;
  /** Bytes likewise, as `byteLength` counts them. */
  endByte: number;
  fault?: CsvFault;
};

/** Longer records are refused: no row of a patient list is a megabyte. */
export const RECORD_LIMIT = 1_000_000;
const RAW_LIMIT = 4_000;

export type CsvOptions = {
  delimiter: string;
  /** `\r` only for files of old Macs; `\n` also reads `\r\n`. */
  newline?: "\n" | "\r";
  /** Bytes of a piece of text in the file's own encoding. */
  byteLength: (text: string) => number;
  /** Where the text pushed first lies in the file. */
  startByte?: number;
};

export class CsvScanner {
  private buffer = "";
  /** Start of the record being read, in `buffer`. */
  private at = 0;
  /** Next quote at or behind `at`: searched once, not per line. -1: none in the buffer. */
  private quote = -2;
  private consumed = 0;
  private consumedBytes: number;
  /** Inside a record that is too long: dropped up to its line end. */
  private skipping: { raw: string } | undefined;
  private readonly newline: string;
  private readonly delimiter: string;

  constructor(private readonly options: CsvOptions) {
    this.newline = options.newline ?? "\n";
    this.delimiter = options.delimiter;
    this.consumedBytes = options.startByte ?? 0;
  }

  /** Gives the records that the text completes, one at a time as they are asked for. Ask for all of them before the next push. */
  push(text: string): Iterable<CsvRecord> {
    this.buffer = this.at === this.buffer.length ? text : this.buffer.slice(this.at) + text;
    this.at = 0;
    this.quote = -2;
    return this.scan(false);
  }

  /** Gives the rest: a last record may lack its line end. */
  end(): Iterable<CsvRecord> {
    return this.scan(true);
  }

  // A list of all records of a piece would outlive the garbage collector's nursery: copying them cost more than reading them.
  private *scan(last: boolean): Generator<CsvRecord> {
    for (;;) {
      if (this.skipping) {
        const skipped = this.skip(last);
        if (!skipped) return;
        yield skipped;
        continue;
      }
      if (this.at >= this.buffer.length) return;
      if (this.quote !== -1 && this.quote < this.at) this.quote = this.buffer.indexOf('"', this.at);
      const lineEnd = this.buffer.indexOf(this.newline, this.at);
      const textEnd = lineEnd === -1 ? this.buffer.length : lineEnd;
      if (this.quote === -1 || this.quote > textEnd) {
        if (textEnd - this.at > RECORD_LIMIT) {
          this.startSkipping();
          continue;
        }
        if (lineEnd === -1 && !last) return;
        const raw = this.cut(textEnd);
        yield this.take(raw.split(this.delimiter), raw, lineEnd === -1 ? textEnd : lineEnd + 1);
        continue;
      }
      const parsed = this.quoted(last);
      if (parsed === "more") return;
      if (parsed === "broken") {
        // The quote does not make a record: its first line is refused, the next is read afresh.
        if (lineEnd === -1 && !last) {
          if (this.buffer.length - this.at > RECORD_LIMIT) this.startSkipping();
          else return;
          continue;
        }
        yield { ...this.take([], this.cut(textEnd), lineEnd === -1 ? textEnd : lineEnd + 1), fault: "quote" };
        continue;
      }
      yield this.take(parsed.fields, this.cut(parsed.textEnd), parsed.next);
    }
  }

  /** The record at `at`, field by field. "more": it may end in text still to come. */
  private quoted(last: boolean): { fields: string[]; textEnd: number; next: number } | "more" | "broken" {
    const { buffer, delimiter, newline } = this;
    const fields: string[] = [];
    let at = this.at;
    for (;;) {
      if (buffer.charCodeAt(at) !== 34) {
        const nextDelimiter = buffer.indexOf(delimiter, at);
        const nextLine = buffer.indexOf(newline, at);
        if (nextDelimiter !== -1 && (nextLine === -1 || nextDelimiter < nextLine)) {
          fields.push(buffer.slice(at, nextDelimiter));
          at = nextDelimiter + 1;
          continue;
        }
        if (nextLine === -1 && !last) return buffer.length - this.at > RECORD_LIMIT ? "broken" : "more";
        const end = nextLine === -1 ? buffer.length : nextLine;
        const textEnd = newline === "\n" && end > at && buffer.charCodeAt(end - 1) === 13 ? end - 1 : end;
        fields.push(buffer.slice(at, textEnd));
        return { fields, textEnd: end, next: nextLine === -1 ? end : nextLine + 1 };
      }
      let close = at + 1;
      let doubled = false;
      for (;;) {
        close = buffer.indexOf('"', close);
        if (close === -1) return last || buffer.length - this.at > RECORD_LIMIT ? "broken" : "more";
        if (close + 1 >= buffer.length && !last) return "more";
        if (buffer.charCodeAt(close + 1) !== 34) break;
        doubled = true;
        close += 2;
      }
      if (close - this.at > RECORD_LIMIT) return "broken";
      const value = buffer.slice(at + 1, close);
      fields.push(doubled ? value.replaceAll('""', '"') : value);
      at = close + 1;
      if (at >= buffer.length) return { fields, textEnd: at, next: at };
      if (buffer.startsWith(delimiter, at)) {
        at++;
        continue;
      }
      if (buffer.startsWith(newline, at)) return { fields, textEnd: at, next: at + 1 };
      if (newline === "\n" && buffer.charCodeAt(at) === 13) {
        if (at + 1 >= buffer.length && !last) return "more";
        if (at + 1 >= buffer.length) return { fields, textEnd: at, next: at + 1 };
        if (buffer.charCodeAt(at + 1) === 10) return { fields, textEnd: at, next: at + 2 };
      }
      return "broken";
    }
  }

  private cut(textEnd: number): string {
    const end = this.newline === "\n" && textEnd > this.at && this.buffer.charCodeAt(textEnd - 1) === 13 ? textEnd - 1 : textEnd;
    return this.buffer.slice(this.at, end);
  }

  private take(fields: string[], raw: string, next: number): CsvRecord {
    this.move(next);
    return { fields, raw: raw.length > RAW_LIMIT ? `${raw.slice(0, RAW_LIMIT)}…` : raw, end: this.consumed, endByte: this.consumedBytes };
  }

  private move(next: number): void {
    this.consumed += next - this.at;
    this.consumedBytes += this.options.byteLength(this.buffer.slice(this.at, next));
    this.at = next;
  }

  private startSkipping(): void {
    this.skipping = { raw: `${this.buffer.slice(this.at, this.at + RAW_LIMIT)}…` };
  }

  /** Undefined where the record's line end has still to come. */
  private skip(last: boolean): CsvRecord | undefined {
    const lineEnd = this.buffer.indexOf(this.newline, this.at);
    if (lineEnd === -1 && !last) {
      this.move(this.buffer.length);
      return undefined;
    }
    const raw = this.skipping!.raw;
    this.skipping = undefined;
    return { ...this.take([], raw, lineEnd === -1 ? this.buffer.length : lineEnd + 1), raw, fault: "too-long" };
  }
}
