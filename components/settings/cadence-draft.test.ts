import { describe, expect, test } from "vitest";
import { cadence, type Cadence } from "@/lib/reminders/schemas";
import { SETTINGS } from "@/lib/settings/registry";
import { finalRow, fromDrafts, newDraft, toDraft, type StepDraft } from "./cadence-draft";
import { CHOICES, describeValue } from "./describe";
import { editorOf } from "./editors";

const draft = (over: Partial<StepDraft>): StepDraft => ({ ...newDraft([]), ...over });

describe("the cadence as it is typed", () => {
  test("[REM-01] [REM-26] what is stored comes back as it was, ids and all", () => {
    const stored: Cadence = [
      { id: "7-days", before: { days: 7 }, answers: "confirm-cancel" },
      { id: "eve", before: { daysBefore: 1, at: "18:00" }, answers: "confirm", skipLaterOnAnswer: false },
      { id: "soon", before: { hours: 3, minutes: 30 }, answers: "none", skipLaterOnAnswer: true },
    ];
    expect(fromDrafts(stored.map(toDraft))).toEqual(stored);
  });

  test("[REM-01] a stored step keeps its id when its time changes; a new one is called after its time, and never like another", () => {
    const changed = { ...toDraft({ id: "7-days", before: { days: 7 }, answers: "none" }), days: "3" };
    const ids = fromDrafts([changed, draft({ days: "7" }), draft({ days: "7" }), draft({ mode: "at", days: "1", at: "18:00" })]).map(
      (s) => s.id,
    );
    expect(ids).toEqual(["7-days", "7-days-2", "7-days-3", "1-days-at-1800"]);
  });

  test("[REM-01] an empty or impossible time is refused by the schema, at the row it stands in", () => {
    for (const wrong of [
      draft({ days: "" }),
      draft({ days: "-1" }),
      draft({ days: "1.5" }),
      draft({ mode: "at", days: "400" }),
      draft({ mode: "at", at: "" }),
    ]) {
      const parsed = cadence.safeParse(fromDrafts([draft({ days: "2" }), wrong]));
      expect(parsed.success).toBe(false);
      expect(parsed.error?.issues[0]?.path[0]).toBe(1);
    }
  });

  test("[REM-05] the step nearest to the visit is the final one, in whatever order they stand", () => {
    const rows = [
      draft({ row: "a", days: "1" }),
      draft({ row: "b", mode: "at", days: "1", at: "18:00" }),
      draft({ row: "c", days: "", hours: "20" }),
    ];
    expect(finalRow(rows)).toBe("b");
    expect(finalRow([...rows, draft({ row: "d", days: "", hours: "2" })])).toBe("d");
    expect(finalRow([])).toBeUndefined();
  });

  test("a new row never has the name of one that is there", () => {
    const first = newDraft([]);
    const second = newDraft([first]);
    expect(newDraft([second]).row).not.toBe(second.row);
  });
});

describe("settings on screen", () => {
  test("[ADM-01] every declared setting has an editor, and its default reads as words", () => {
    for (const [key, definition] of SETTINGS) {
      expect(editorOf(key, definition.default), key).toBeDefined();
      expect(describeValue(key, definition.default), key).not.toMatch(/object|undefined|^$|^[a-z]/);
    }
    expect(editorOf("reminders.unknown", { shape: "unknown" })).toBeUndefined();
  });

  test("[ADM-01] every choice on screen is one that the setting takes", () => {
    for (const [key, words] of Object.entries(CHOICES)) {
      const definition = SETTINGS.get(key)!;
      for (const value of Object.keys(words)) {
        const whole = typeof definition.default === "string" ? value : { ...(definition.default as object), mode: value };
        expect(definition.schema.safeParse(whole).success, `${key} ${value}`).toBe(true);
      }
    }
  });

  test.each([
    ["reminders.cadence", [], "No reminders"],
    [
      "reminders.cadence",
      [
        { id: "a", before: { days: 7 }, answers: "none" },
        { id: "b", before: { daysBefore: 1, at: "18:00" }, answers: "none" },
      ],
      "7 days before and 1 day before at 18:00",
    ],
    [
      "delivery.contactHours",
      [null, ...Array.from({ length: 5 }, () => ({ from: "08:00", to: "18:00" })), null],
      "Mon–Fri 08:00–18:00, Sat–Sun closed",
    ],
    ["consent.channels", { sms: true, voice: false, email: true }, "Text messages and e-mails"],
    ["reminders.catchUp", { enabled: false, hours: [] }, "Off"],
    ["delivery.legalFloor", true, "Yes"],
  ])("%s reads %#", (key, value, words) => {
    expect(describeValue(key, value)).toBe(words);
  });
});
