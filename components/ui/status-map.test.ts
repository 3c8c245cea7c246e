import { describe, expect, test } from "vitest";
import { STATUS, statusLook, type StatusLook } from "./status-map";

const kinds: [string, Record<string, StatusLook>][] = Object.entries(STATUS);

describe("status looks", () => {
  test.each(kinds)("%s: every state has its own word and its own shape, so colour is never alone", (_kind, looks) => {
    const all = Object.values(looks);
    expect(new Set(all.map((l) => l.word)).size).toBe(all.length);
    expect(new Set(all.map((l) => l.shape)).size).toBe(all.length);
  });

  test("the states of the appointment and message machines are all there", () => {
    expect(Object.keys(STATUS.appointment)).toEqual([
      "unconfirmed",
      "confirmed",
      "cancelled",
      "no-show",
      "rescheduled",
      "arrived",
      "checked-in",
      "in-room",
      "completed",
    ]);
    expect(Object.keys(STATUS.message)).toEqual(
      expect.arrayContaining(["planned", "held", "due", "claimed", "uncertain", "sent", "skipped", "failed"]),
    );
  });

  test("an unknown state is shown by its name instead of being hidden", () => {
    expect(statusLook("appointment", "left-without_being seen")).toEqual({
      word: "Left without being seen",
      shape: "ring",
      tone: "neutral",
    });
    expect(statusLook("message", "toString")).toEqual({ word: "ToString", shape: "ring", tone: "neutral" });
    expect(statusLook("message", "").word).toBe("Unknown");
  });
});
