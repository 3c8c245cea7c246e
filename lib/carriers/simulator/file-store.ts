/** The log as a file of JSON lines, synced to disk before an acceptance is answered. */
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Entry } from "@/lib/carriers/simulator/entries";
import type { Store } from "@/lib/carriers/simulator/store";

/** The place of every so-many-th line is kept in memory. */
const EVERY = 1_000;
const NEW_LINE = 10;

/** Complete lines from a byte on, and the byte after each. A last line cut off by a crash was never acknowledged and is left out. */
async function* linesOf(path: string, start: number): AsyncGenerator<{ line: string; end: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let end = start;
  for await (const part of createReadStream(path, { start, highWaterMark: 1_048_576 })) {
    const bytes: Buffer = Buffer.concat([rest, part as Buffer]);
    let from = 0;
    for (let at = bytes.indexOf(NEW_LINE); at !== -1; at = bytes.indexOf(NEW_LINE, from)) {
      end += at + 1 - from;
      yield { line: bytes.toString("utf8", from, at), end };
      from = at + 1;
    }
    rest = bytes.subarray(from);
  }
}

/** The entries of such a file, one after the other; none where there is no file. */
export async function* entriesOf(path: string): AsyncGenerator<Entry> {
  try {
    for await (const { line } of linesOf(path, 0)) if (line !== "") yield JSON.parse(line) as Entry;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

/** Reads a whole file; for small ones. */
export async function readLogFile(path: string): Promise<Entry[]> {
  const all: Entry[] = [];
  for await (const entry of entriesOf(path)) all.push(entry);
  return all;
}

/** A store over that file; one process at a time. Without `synced` a power failure may lose the end of the log, a killed process does not. */
export async function fileStore(path: string, synced = true): Promise<Store> {
  const file = await open(path, "a");
  /** Where lines 0, EVERY, 2 × EVERY … begin; entry n is line n − 1. */
  const begins: number[] = [];
  let lines = 0;
  let size = 0;
  const count = (end: number): void => {
    if (lines % EVERY === 0) begins.push(size);
    lines += 1;
    size = end;
  };
  return {
    async load(take) {
      for await (const { line, end } of linesOf(path, 0)) {
        count(end);
        take(JSON.parse(line) as Entry);
      }
      // Drop a cut-off last line, so that the next entry starts on a line of its own.
      if ((await file.stat()).size !== size) await file.truncate(size);
    },
    async append(entries) {
      const written = entries.map((entry) => `${JSON.stringify(entry)}\n`);
      await file.appendFile(written.join(""));
      if (synced) await file.datasync();
      for (const line of written) count(size + Buffer.byteLength(line));
    },
    async read(after, limit) {
      const found: Entry[] = [];
      const last = Math.min(lines, after + limit);
      let number = Math.floor(after / EVERY) * EVERY;
      if (last <= after) return found;
      for await (const { line } of linesOf(path, begins[number / EVERY]!)) {
        number += 1;
        if (number > after) found.push(JSON.parse(line) as Entry);
        if (number === last) break;
      }
      return found;
    },
    close: () => file.close(),
  };
}
