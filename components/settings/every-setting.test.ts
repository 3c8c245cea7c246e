import { expect, test } from "vitest";
import { matching } from "@/components/shell/match";
import { findableSettings } from "@/lib/settings/find-settings";
import { AREA_LABELS, SETTINGS } from "@/lib/settings/registry";
import { describeValue } from "./describe";
import { editorOf } from "./editors";
import { matchesSetting } from "./setting-list";
import type { SettingView } from "./types";

const view = (key: string): SettingView => {
  const { area, label, help, spec, default: value, affectsPlan } = SETTINGS.get(key)!;
  const base = { key, area, areaLabel: AREA_LABELS[area], label, spec, value, source: "the default", defaultValue: value, affectsPlan };
  return { ...base, ...(help === undefined ? {} : { help }), fallback: { value, source: "the default" }, elsewhere: [], history: [] };
};

test.each([...SETTINGS.keys()])("[ADM-01] %s has an editor, and its value is said in words", (key) => {
  const { default: value } = SETTINGS.get(key)!;
  expect(editorOf(key, value)).toBeDefined();
  expect(describeValue(key, value)).toMatch(/^[\p{L}\d]/u);
  expect(describeValue(key, value)).not.toContain("[object");
});

test("[ADM-01] a setting is found by name, help, choice, area and specification row, and not by what it does not say", () => {
  const found = (words: string): string[] => [...SETTINGS.keys()].filter((key) => matchesSetting(view(key), words));
  expect(found("contact hours")).toContain("delivery.contactHours");
  expect(found("OUT without use")).toContain("security.idleMinutes");
  expect(found("SEC-09")).toEqual(["access.emergency", "access.emergency-minutes"]);
  expect(found("two hours")).toContain("access.emergency-minutes");
  expect(found("signing in")).toContain("security.secondFactor");
  expect(found("zeppelin")).toEqual([]);
});

test("[ADM-01] the command palette finds each setting by its name, help and specification rows, unless its area is off", () => {
  const found = findableSettings([]);
  expect(found).toHaveLength(SETTINGS.size);
  expect(matching("contact hours", found).map((one) => one.href)).toContain("/settings?open=delivery.contactHours");
  expect(matching("SEC-09", found).map((one) => one.id)).toContain("access.emergency");
  expect(findableSettings(["reminders"]).some((one) => one.id.startsWith("reminders."))).toBe(false);
});
