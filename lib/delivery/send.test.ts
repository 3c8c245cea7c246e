import { describe, expect, test } from "vitest";
import type { SendOutcome } from "@/lib/carriers/types";
import { newId } from "@/lib/ids";
import { type Prepared, sendAll, type SendPlan, type Sent } from "./send";

function prepared(accountId: string): Prepared {
  return {
    plannedId: newId(),
    messageId: newId(),
    attemptId: newId(),
    claimToken: newId(),
    kind: "reminder",
    attempt: 1,
    channel: "sms",
    accountId,
    endpointId: newId(),
    senderId: newId(),
    to: "+12125550100",
    from: "+18335550100",
    statusCallback: "http://127.0.0.1/",
    sms: { body: "x" },
  };
}

function planOf(
  accountId: string,
  send: (attemptId: string) => Promise<SendOutcome>,
  over: Partial<SendPlan> = {},
): SendPlan & { recorded: Sent[][] } {
  const recorded: Sent[][] = [];
  const never = async () => {
    throw new Error("not asked");
  };
  return {
    carriers: new Map([[accountId, { sms: { send: (m) => send(m.attemptId), findByRecipient: never, find: never } }]]),
    decidedAt: performance.now(),
    deadline: performance.now() + 60_000,
    stillWanted: async () => true,
    record: async (sent) => void recorded.push(sent),
    recorded,
    ...over,
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const codes = (plan: { recorded: Sent[][] }): string[] =>
  plan.recorded.flat().map((s) => (s.outcome.kind === "refused" ? s.outcome.code : s.outcome.kind));

describe("handing messages to carriers", () => {
  test("[RTY-03] every outcome is recorded exactly once, those known first without waiting for the slow ones", async () => {
    const account = newId();
    const all = Array.from({ length: 40 }, () => prepared(account));
    const slow = new Set(all.filter((_, i) => i % 7 === 0).map((p) => p.attemptId));
    const plan = planOf(account, async (attemptId) => {
      await pause(slow.has(attemptId) ? 700 : 60);
      return { kind: "accepted", providerId: attemptId };
    });
    await sendAll(all, plan);
    expect(plan.recorded.length).toBeGreaterThan(1);
    expect(
      plan.recorded
        .flat()
        .map((s) => s.prepared.attemptId)
        .toSorted(),
    ).toEqual(all.map((p) => p.attemptId).toSorted());
  });

  test("[RTY-03] after the deadline nothing is begun, and that is known", async () => {
    const account = newId();
    const plan = planOf(account, async () => ({ kind: "accepted", providerId: "SM" }), { deadline: performance.now() - 1 });
    await sendAll([prepared(account)], plan);
    expect(codes(plan)).toEqual(["lease-over"]);
  });

  test("[REM-07] a message whose turn comes late is looked at once more before it goes out", async () => {
    const account = newId();
    const plan = planOf(account, async () => ({ kind: "accepted", providerId: "SM" }), {
      decidedAt: performance.now() - 1_001,
      stillWanted: async () => false,
    });
    await sendAll([prepared(account)], plan);
    expect(codes(plan)).toEqual(["changed-since"]);
  });

  test("[RTY-03] a silent carrier is handed no more than were under way; an adapter that throws counts as in doubt", async () => {
    const account = newId();
    const plan = planOf(account, async () => {
      await pause(30);
      throw new Error("unforeseen");
    });
    await sendAll(
      Array.from({ length: 60 }, () => prepared(account)),
      plan,
    );
    expect(codes(plan).filter((c) => c === "uncertain").length).toBeLessThanOrEqual(14);
    expect(codes(plan).filter((c) => c === "carrier-silent").length).toBeGreaterThanOrEqual(46);
  });

  test("[RTY-03] a record that fails is not swallowed", async () => {
    const account = newId();
    const plan = planOf(account, async () => ({ kind: "accepted", providerId: "SM" }), {
      record: async () => {
        throw new Error("database gone");
      },
    });
    await expect(sendAll([prepared(account)], plan)).rejects.toThrow("database gone");
  });
});
