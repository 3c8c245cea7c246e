import { expect, test } from "vitest";
import { holdRows } from "./held-rows";

type Row = { id: string; text: string };
const id = (row: Row) => row.id;
const rows = (...texts: string[]): Row[] => texts.map((text) => ({ id: text.charAt(0), text }));

test("a changed row changes where it stands, although the new order differs", () => {
  expect(holdRows(rows("a", "b", "c"), rows("c2", "a", "b"), id)).toEqual({ rows: rows("a", "b", "c2"), fresh: 0, gone: new Set() });
});

test("new rows wait and are counted; rows that left stay and are marked", () => {
  expect(holdRows(rows("a", "b"), rows("x", "y", "a2"), id)).toEqual({ rows: rows("a2", "b"), fresh: 2, gone: new Set(["b"]) });
});

test("an empty list fills at once, an emptied one keeps what is read", () => {
  expect(holdRows([], rows("a"), id)).toEqual({ rows: rows("a"), fresh: 0, gone: new Set() });
  expect(holdRows(rows("a"), [], id)).toEqual({ rows: rows("a"), fresh: 0, gone: new Set(["a"]) });
});
