import fc from "fast-check";
import { expect, test } from "vitest";
import { movesForward, receiptRank } from "@/lib/carriers/twilio/rank";

test("[RTY-10] queued < sending < sent < delivered, undelivered, failed", () => {
  const steps = [["queued", "accepted"], ["sending"], ["sent"], ["delivered", "undelivered", "failed", "canceled"]];
  for (const [index, step] of steps.entries())
    for (const status of step) expect([status, receiptRank(status)]).toEqual([status, index + 1]);
});

test("[RTY-10] for calls too: ringing < in-progress < the end, and the first end stays", () => {
  expect(movesForward("ringing", "in-progress")).toBe(true);
  expect(movesForward("in-progress", "ringing")).toBe(false);
  expect(movesForward("completed", "no-answer")).toBe(false);
});

test("[RTY-10] receipts in any order, late or twice, end in the state of the order as sent", () => {
  const sent = ["queued", "sending", "sent", "delivered"];
  const shuffled = fc.shuffledSubarray([...sent, ...sent], { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(shuffled, (receipts) => {
      let state: string | undefined;
      const ranks: number[] = [];
      for (const receipt of receipts) {
        if (movesForward(state, receipt)) state = receipt;
        ranks.push(receiptRank(state ?? ""));
      }
      expect(state).toBe("delivered");
      expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
    }),
  );
});

test("[RTY-10] a status that is not known moves nothing", () => {
  expect(movesForward(undefined, "surprise")).toBe(false);
  expect(movesForward("queued", "constructor")).toBe(false);
});
