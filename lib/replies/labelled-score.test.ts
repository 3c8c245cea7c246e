import { describe, expect, test } from "vitest";
import { labelledReplies, scoreOf, scoreReply } from "./score.test-support";

const scored = labelledReplies().map(scoreReply);
const of = (split: "dev" | "held-out") => scored.filter((one) => one.reply.split === split);

describe("the labelled replies, scored", () => {
  // Ids only: held-out texts never appear in a failure.
  test.each(["dev", "held-out"] as const)(
    "[REM-11] [CON-11] no reply of the %s split leads to an action that the patient did not want",
    (split) => {
      expect(
        of(split)
          .filter((one) => one.verdict === "wrong")
          .map((one) => one.reply.id),
      ).toEqual([]);
    },
  );

  test("[REM-11] a fair share of what may be acted on is", () => {
    expect(scoreOf(of("dev")).coverage).toBeGreaterThan(0.55);
    expect(scoreOf(of("held-out")).coverage).toBeGreaterThan(0.55);
  });

  test("[CON-11] a wish for no more messages is missed less often than anything else is", () => {
    const optOuts = scored.filter((one) => one.reply.safe.includes("opt-out"));
    expect(scoreOf(optOuts).coverage).toBeGreaterThan(scoreOf(scored).coverage);
  });
});
