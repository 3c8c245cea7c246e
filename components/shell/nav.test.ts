import { expect, test } from "vitest";
import { AREAS } from "@/lib/areas/registry";
import { activeItem, NAV, NAV_GROUPS, navFor, navGroups } from "./nav";

test("every area has its own name and address, belongs to a group, and the phone bar holds four", () => {
  for (const key of ["id", "label", "href", "icon"] as const) expect(new Set(NAV.map((item) => item[key])).size).toBe(NAV.length);
  for (const item of NAV) {
    expect(item.href).toMatch(/^\/[a-z-]+(\/[a-z-]+)*$/);
    expect(item.words).not.toBe("");
  }
  expect(NAV.filter((item) => item.onPhone)).toHaveLength(4);
  expect(navGroups({ demo: true, admin: true }).flatMap((group) => group.items)).toHaveLength(NAV.length);
  expect(navGroups({ demo: true, admin: true }).map((group) => group.id)).toEqual(NAV_GROUPS.map((group) => group.id));
});

test("the simulator shows in demo mode only", () => {
  expect(navFor({ demo: true, admin: true }).some((item) => item.id === "simulator")).toBe(true);
  expect(navFor({ demo: false, admin: true }).some((item) => item.id === "simulator")).toBe(false);
  expect(NAV.filter((item) => item.demoOnly).map((item) => item.id)).toEqual(["simulator"]);
});

test("[OPS-04] what only admins may open is in their menu only", () => {
  expect(navFor({ demo: true, admin: false }).some((item) => item.adminOnly)).toBe(false);
  expect(navFor({ demo: true, admin: true }).some((item) => item.id === "system")).toBe(true);
});

test("[ADM-08] product areas name items of the menu, which are gone while the area is off", () => {
  for (const area of Object.values(AREAS)) for (const id of area.menu) expect(NAV.map((item) => item.id)).toContain(id);
  expect(navFor({ demo: true, admin: true, hidden: ["import"] }).some((item) => item.id === "import")).toBe(false);
});

test.each([
  ["/today", "today"],
  ["/patients/0190-aa", "patients"],
  ["/settings/providers/7", "providers"],
  ["/patientsx", undefined],
  ["/settings", "settings"],
  ["/", undefined],
])("%s belongs to %s", (path, id) => {
  expect(activeItem(path)?.id).toBe(id);
});
