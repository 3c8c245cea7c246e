import { isUtf8 } from "node:buffer";
import chardet from "chardet";
import iconv from "iconv-lite";

/** Encodings a file may have, with the words a person chooses by. All but UTF-8 and UTF-16 take one byte a character. */
export const ENCODINGS = {
  "utf-8": "UTF-8 (most programs today)",
  "utf-16le": "UTF-16 (Excel's “Unicode text”)",
  "utf-16be": "UTF-16, big-endian",
  "windows-1252": "Windows, Western Europe and the Americas",
  "windows-1250": "Windows, Central Europe",
  "windows-1251": "Windows, Cyrillic",
  "iso-8859-15": "ISO Latin-9",
  macintosh: "Old Macintosh",
} as const;
export type Encoding = keyof typeof ENCODINGS;

export function isEncoding(value: unknown): value is Encoding {
  return typeof value === "string" && value in ENCODINGS;
}

const SAMPLE = 65_536;

/**
 * Watches a file go by and says how it is encoded. UTF-8 is a fact about every byte, so the whole file is checked: a
 * list in Windows-1252 often shows its first accent after thousands of lines.
 */
export class EncodingProbe {
  private head: Buffer[] = [];
  private headBytes = 0;
  private utf8 = true;
  /** Bytes of a character that the last piece may have cut. */
  private tail: Buffer = Buffer.alloc(0);
  private foreign: Buffer | undefined;

  push(piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (this.headBytes < SAMPLE) {
      this.head.push(Buffer.from(bytes.subarray(0, SAMPLE - this.headBytes)));
      this.headBytes += this.head.at(-1)!.length;
    }
    if (!this.utf8) return;
    const joined = this.tail.length ? Buffer.concat([this.tail, bytes]) : bytes;
    const whole = joined.length - incompleteTail(joined);
    if (!isUtf8(joined.subarray(0, whole))) {
      this.utf8 = false;
      const first = joined.findIndex((byte) => byte >= 0x80);
      this.foreign = Buffer.from(joined.subarray(Math.max(0, first - SAMPLE / 2), first + SAMPLE / 2));
    }
    this.tail = Buffer.from(joined.subarray(whole));
  }

  result(): Encoding {
    const head = Buffer.concat(this.head);
    if (head.length >= 2 && head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
    if (head.length >= 2 && head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
    const wide = wideOrder(head);
    if (wide) return wide;
    if (this.utf8 && this.tail.length === 0) return "utf-8";
    const guess = chardet.detect(this.foreign ?? head)?.toLowerCase();
    // ISO-8859-1 as the web reads it: Windows-1252 has the same letters, and quotes and dashes where the other has nothing.
    return isEncoding(guess) && guess !== "utf-8" && !guess.startsWith("utf-16") ? guess : "windows-1252";
  }
}

/** How many bytes at the end begin a UTF-8 character without ending it. */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** UTF-16 without its mark: text in Latin letters has a zero in every second byte. */
function wideOrder(head: Buffer): "utf-16le" | "utf-16be" | undefined {
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]!++;
  const half = head.length / 2;
  if (half < 4) return undefined;
  if (zeros[1]! > half * 0.4 && zeros[0]! < half * 0.1) return "utf-16le";
  if (zeros[0]! > half * 0.4 && zeros[1]! < half * 0.1) return "utf-16be";
  return undefined;
}

/** Bytes → text, piece by piece, from the start of the file or from a place where a record ended. A byte-order mark at the start is dropped. */
export function textDecoder(encoding: Encoding): { push: (piece: Uint8Array) => string; end: () => string } {
  if (encoding === "utf-8") {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    return { push: (piece) => decoder.decode(piece, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(encoding, { stripBOM: false });
  return { push: (piece) => decoder.write(Buffer.from(piece)), end: () => decoder.end() ?? "" };
}

/** How many bytes a piece of text takes in the encoding: what lets an import go on from a byte of the file. */
export function byteCounter(encoding: Encoding): (text: string) => number {
  if (encoding === "utf-8") return (text) => Buffer.byteLength(text);
  if (encoding === "utf-16le" || encoding === "utf-16be") return (text) => text.length * 2;
  return (text) => text.length;
}

/** The mark that some programs put before the first character. */
export const BYTE_ORDER_MARK = "\ufeff";
