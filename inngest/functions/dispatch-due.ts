import { dispatchDue } from "@/lib/delivery/dispatch";
import { inngest } from "../client";

const STEP_MS = 20_000;
const MOST_STEPS = 40;

/** The heartbeat of sending: every minute, and at once after an answer, a staff send or a moved clock. One at a time; the rows are the truth. */
export const dispatchDueMessages = inngest.createFunction(
  {
    id: "dispatch-due",
    name: "Send what is due",
    concurrency: 1,
    retries: 3,
    triggers: [{ cron: "* * * * *" }, { event: "luma/dispatch.nudged" }],
  },
  async ({ step }) => {
    for (let i = 0; i < MOST_STEPS; i++) {
      const tally = await step.run(`send-${i}`, () => dispatchDue(performance.now() + STEP_MS));
      if (!tally.more) return tally;
    }
    return { more: true };
  },
);
