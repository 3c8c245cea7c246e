import { expect, test } from "vitest";
import { matching } from "./match";
import { NAV } from "./nav";

const found = (text: string) => matching(text, NAV).map((item) => item.id);

test("the palette finds screens by the beginnings of their words, own label first", () => {
  expect(found("temp")).toEqual(["templates"]);
  expect(found("squig")).toEqual(["templates"]);
  expect(found("not do")).toEqual(["do-not-contact"]);
  expect(found("pat")[0]).toBe("patients");
  expect(found("APPOINTMENT")[0]).toBe("appointment-types");
  expect(found("APPOINTMENT")).toContain("schedule");
});

test("nothing typed shows all, nonsense shows none, letters in the middle do not count", () => {
  expect(found(" ")).toHaveLength(NAV.length);
  expect(found("rodr")).toEqual([]);
  expect(found("!?")).toEqual([]);
  expect(found("edule")).toEqual([]);
});

test("accents do not matter", () => {
  expect(matching("cafe", [{ label: "Café" }])).toHaveLength(1);
  expect(matching("café", [{ label: "Cafe" }])).toHaveLength(1);
});
