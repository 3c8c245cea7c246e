import type { Scope } from "@/lib/context";
import { readFile } from "@/lib/files/postgres-storage";
import { type CsvRecord, CsvScanner } from "./csv";
import { BYTE_ORDER_MARK, byteCounter, type Encoding, textDecoder } from "./encoding";

/** How the bytes of a file become cells. */
export type Reading = { encoding: Encoding; delimiter: string };

/** A line without any text: passed over, but counted, so that row numbers are those of a spreadsheet. */
export function isBlank(record: CsvRecord): boolean {
  return record.fault === undefined && record.fields.every((field) => field.trim() === "");
}

/** The records of a stored file from a byte where one ended (0: the start), as the pieces of the file complete them. A few pieces are in memory at a time. */
export async function* readRecords(scope: Scope, fileId: string, reading: Reading, from = 0): AsyncGenerator<Iterable<CsvRecord>> {
  const pieces = from === 0 ? readFile(scope, fileId) : readFile(scope, fileId, from);
  yield* scanPieces(ahead(pieces), reading, from);
}

/** The same pieces, the next one asked for while one is worked on. */
async function* ahead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let coming = iterator.next();
  try {
    for (;;) {
      const piece = await coming;
      if (piece.done) return;
      coming = iterator.next();
      // Awaited in the next round, or not at all where the reader stops.
      coming.catch(() => undefined);
      yield piece.value;
    }
  } finally {
    await coming.catch(() => undefined);
    await iterator.return?.();
  }
}

/** As readRecords, over any bytes. Take the records of one piece before asking for the next. */
export async function* scanPieces(pieces: AsyncIterable<Uint8Array>, reading: Reading, from = 0): AsyncGenerator<Iterable<CsvRecord>> {
  const decoder = textDecoder(reading.encoding);
  let scanner: CsvScanner | undefined;
  const start = (text: string): CsvScanner => {
    const byteLength = byteCounter(reading.encoding);
    const mark = from === 0 && text.startsWith(BYTE_ORDER_MARK);
    // Files of old Macs end lines with \r alone; what the first piece shows holds for the file.
    const newline = !text.includes("\n") && text.includes("\r") ? "\r" : "\n";
    scanner = new CsvScanner({
      delimiter: reading.delimiter,
      newline,
      byteLength,
      startByte: from + (mark ? byteLength(BYTE_ORDER_MARK) : 0),
    });
    return scanner;
  };
  for await (const piece of pieces) {
    let text = decoder.push(piece);
    if (!text) continue;
    if (!scanner) {
      start(text);
      if (from === 0 && text.startsWith(BYTE_ORDER_MARK)) text = text.slice(1);
    }
    yield scanner!.push(text);
  }
  const rest = decoder.end();
  if (rest) yield (scanner ?? start(rest)).push(rest);
  if (scanner) yield scanner.end();
}
