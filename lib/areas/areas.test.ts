import { expect, test } from "vitest";
import { AREAS, hiddenByAreas } from "./registry";
import { missingFor, offWith, type Areas } from "./rules";

const area = (requires: string[] = []) => ({ label: "", off: "", requires, menu: [] });
const areas: Areas = { SCH: area(), GOO: area(["SCH"]), ADS: area(["GOO"]), REM: area() };

test("[ADM-08] an area goes off with the one that it needs, over several steps, and nothing else does", () => {
  expect(offWith(areas, ["SCH"])).toEqual(["SCH", "GOO", "ADS"]);
  expect(offWith(areas, ["GOO"])).toEqual(["GOO", "ADS"]);
  expect(offWith(areas, ["REM", "unknown"])).toEqual(["REM"]);
  expect(offWith(areas, [])).toEqual([]);
});

test("[ADM-08] what an area needs is named before it can be on", () => {
  expect(missingFor(areas, "ADS", ["SCH", "GOO", "ADS"])).toEqual(["GOO", "SCH"]);
  expect(missingFor(areas, "ADS", ["REM"])).toEqual([]);
});

test("[ADM-08] the areas that exist need only each other, and say what is gone", () => {
  for (const one of Object.values(AREAS)) {
    for (const needed of one.requires) expect(Object.keys(AREAS)).toContain(needed);
    expect(one.off.length).toBeGreaterThan(20);
  }
  expect(hiddenByAreas(["import"])).toEqual(["import"]);
  expect(hiddenByAreas([])).toEqual([]);
});
