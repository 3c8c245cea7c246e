import { describe, expect, test } from "vitest";
import { hoursToShow, lanesOf } from "./lanes";

const at = (startMinute: number, minutes = 30) => ({ startMinute, minutes });

describe("the day's columns", () => {
  test("visits one after the other take the whole width", () => {
    expect(lanesOf([at(540), at(570), at(600)])).toEqual([
      { lane: 0, lanes: 1 },
      { lane: 0, lanes: 1 },
      { lane: 0, lanes: 1 },
    ]);
  });
  test("overlapping visits stand beside each other, and a lane is used again once it is free", () => {
    expect(lanesOf([at(540, 60), at(550, 20), at(570, 30), at(700)])).toEqual([
      { lane: 0, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 0, lanes: 1 },
    ]);
  });
  test("the hours reach as far as the visits, and never beyond midnight", () => {
    expect(hoursToShow([])).toEqual({ from: 8, to: 18 });
    expect(hoursToShow([at(390), at(1425, 90)])).toEqual({ from: 6, to: 24 });
  });
});
