import { CsvScanner } from "./csv";
import { BYTE_ORDER_MARK } from "./encoding";
import { isBlank } from "./reader";

export const DELIMITERS = { ",": "Comma ( , )", ";": "Semicolon ( ; )", "\t": "Tab", "|": "Bar ( | )" } as const;
export type Delimiter = keyof typeof DELIMITERS;

export function isDelimiter(value: unknown): value is Delimiter {
  return typeof value === "string" && value in DELIMITERS;
}

/** The first records of a text: the header and up to `limit` rows under it, blank ones left out. `text` may end anywhere. */
export function headOf(text: string, delimiter: string, limit: number): { header: string[] | undefined; rows: string[][] } {
  const plain = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const newline = !plain.includes("\n") && plain.includes("\r") ? "\r" : "\n";
  const scanner = new CsvScanner({ delimiter, newline, byteLength: (t) => t.length });
  const records = [...scanner.push(plain), ...scanner.end()].filter((r) => !r.fault && !isBlank(r)).map((r) => r.fields);
  return { header: records[0], rows: records.slice(1, limit + 1) };
}

/** The separator that gives the most rows the same number of columns as the header, and more than one. */
export function detectDelimiter(text: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of Object.keys(DELIMITERS) as Delimiter[]) {
    const { header, rows } = headOf(text, delimiter, 50);
    const columns = header?.length ?? 0;
    if (columns < 2) continue;
    const even = rows.length === 0 ? 1 : rows.filter((r) => r.length === columns).length / rows.length;
    const score = even * 1000 + columns;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
