import writeXlsxFile from "write-excel-file/node";

/** Text or number; texts stay texts, whatever they begin with. */
export type Cell = string | number;
export type Sheet = { name: string; head: readonly string[]; rows: readonly (readonly Cell[])[] };

const WIDTH = { text: 24, number: 14 };

/** A workbook of Excel's format. Cells are typed: a text that begins like a formula is a text, and is never run. */
export async function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      stickyRowsCount: 1,
      columns: sheet.head.map((_, i) => ({ width: typeof sheet.rows[0]?.[i] === "number" ? WIDTH.number : WIDTH.text })),
      data: [
        sheet.head.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
        ...sheet.rows.map((row) =>
          row.map((value) => (typeof value === "number" ? { value, type: Number } : { value: clean(value), type: String })),
        ),
      ],
    })),
  ).toBuffer();
}

/** Characters that XML cannot hold are left out; a cell holds at most 32,767. */
const clean = (text: string): string => text.replaceAll(/\p{Cc}/gu, (c) => (c === "\n" || c === "\t" ? c : "")).slice(0, 32_000);
