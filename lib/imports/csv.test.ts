import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CsvOptions, type CsvRecord, CsvScanner, RECORD_LIMIT } from "./csv";

const utf8 = (text: string): number => Buffer.byteLength(text);

function read(text: string, { size = text.length || 1, ...options }: Partial<CsvOptions> & { size?: number } = {}): CsvRecord[] {
  const scanner = new CsvScanner({ delimiter: ",", byteLength: utf8, ...options });
  const records: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += size) records.push(...scanner.push(text.slice(at, at + size)));
  return [...records, ...scanner.end()];
}
const fields = (text: string, options?: Parameters<typeof read>[1]): string[][] => read(text, options).map((r) => r.fields);

describe("[EHR-03] reading CSV", () => {
  test("quotes, doubled quotes, delimiters and line ends inside fields", () => {
    expect(fields('a,"b, c","d ""e"" f","g\nh"\r\n1,2,3,4')).toEqual([
      ["a", "b, c", 'd "e" f', "g\nh"],
      ["1", "2", "3", "4"],
    ]);
  });

  test("a quote inside a field that is not quoted is just a quote", () => {
    expect(fields('5" pipe,x\ny,z\n')).toEqual([
      ['5" pipe', "x"],
      ["y", "z"],
    ]);
  });

  test("other delimiters and the line ends of old Macs", () => {
    expect(fields("a;b\tc\r1;2\r", { delimiter: ";", newline: "\r" })).toEqual([
      ["a", "b\tc"],
      ["1", "2"],
    ]);
  });

  test("a quote that is never closed costs its own line", () => {
    const records = read('1,ok\n2,"open\n3,ok\n4,ok\n');
    expect(records.map((r) => [r.fields.length, r.fault])).toEqual([
      [2, undefined],
      [0, "quote"],
      [2, undefined],
      [2, undefined],
    ]);
    expect(records[1]!.raw).toBe('2,"open');
  });

  test("text behind a closing quote costs its own line", () => {
    expect(read('1,"a"b,c\n2,d\n').map((r) => r.fault ?? r.fields.join())).toEqual(["quote", "2,d"]);
  });

  test("a line of 10 MB is refused, and the next is read", () => {
    const records = read(`a,b\n${"x".repeat(10_000_000)},y\n1,2\n`, { size: 65_536 });
    expect(records.map((r) => r.fault ?? r.fields.join())).toEqual(["a,b", "too-long", "1,2"]);
    expect(records[1]!.raw.length).toBeLessThan(5_000);
    expect(records[2]!.endByte).toBe(10_000_011);
  });

  test("10 MB inside an open quote do not grow the memory or take the rest along", () => {
    const records = read(`1,"${"x".repeat(2 * RECORD_LIMIT)}\n2,ok\n`, { size: 65_536 });
    expect(records.map((r) => r.fault ?? r.fields.join())).toEqual(["too-long", "2,ok"]);
  });

  test("reading again from where a record ended gives the records after it", () => {
    const text = 'id,name\r\n1,"José\nMaría"\r\n2,Ünal\r\n3,x';
    const all = read(text);
    const bytes = Buffer.from(text);
    for (const [index, record] of all.entries()) {
      const rest = read(bytes.subarray(record.endByte).toString(), { startByte: record.endByte });
      expect(rest.map((r) => r.fields)).toEqual(all.slice(index + 1).map((r) => r.fields));
      expect(rest.at(-1)?.endByte ?? bytes.length).toBe(bytes.length);
    }
  });

  test("agrees with csv-parse on any well-formed file, however the text is cut", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "é", "😀", '"', ",", "\n", "\r\n", " ", "=", "1"), maxLength: 6 });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 9 }), fc.constantFrom("\n", "\r\n"), (rows, size, eol) => {
        const text = rows.map((r) => r.map((c) => `"${c.replaceAll('"', '""')}"`).join(",")).join(eol);
        const theirs: string[][] = parse(text, { relax_column_count: true, record_delimiter: eol });
        expect(fields(text, { size })).toEqual(theirs);
      }),
      { numRuns: 500 },
    );
  });
});
