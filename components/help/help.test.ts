import { expect, test } from "vitest";
import { NAV } from "@/components/shell/nav";
import { SCREEN_HELP } from "@/lib/help/screens";

test.each(NAV.map((item) => item.id))("[ADM-05] the screen %s has a help text: what it is for and how its daily things are done", (id) => {
  const help = SCREEN_HELP[id];
  expect(help?.purpose).toMatch(/\.$/);
  expect(help?.how.length).toBeGreaterThan(0);
  for (const { todo, steps } of help!.how) {
    expect(todo).not.toMatch(/\.$/);
    expect(steps).toMatch(/\.$/);
  }
});

test("[ADM-05] no help text is left over from a screen that is gone", () => {
  const ids = new Set(NAV.map((item) => item.id));
  expect(Object.keys(SCREEN_HELP).filter((id) => !ids.has(id))).toEqual([]);
});
