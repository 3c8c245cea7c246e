import { expect, test } from "vitest";
import { rowMove } from "./row-keys";

test.each([
  ["ArrowDown", 0, 1],
  ["j", 8, 9],
  ["j", 9, 9],
  ["ArrowUp", 1, 0],
  ["k", 0, 0],
  ["Home", 7, 0],
  ["End", 2, 9],
])("%s on row %i goes to row %i of ten", (key, from, to) => {
  expect(rowMove(key, false, from, 10)).toEqual({ kind: "to", index: to });
});

test("x selects, Escape clears; everything else and every shortcut of the browser is left alone", () => {
  expect(rowMove("x", false, 0, 3)).toEqual({ kind: "select" });
  expect(rowMove("Escape", false, 0, 3)).toEqual({ kind: "clear" });
  expect(rowMove("j", true, 0, 3)).toBeUndefined();
  expect(rowMove("Tab", false, 0, 3)).toBeUndefined();
  expect(rowMove("j", false, 0, 0)).toBeUndefined();
});
