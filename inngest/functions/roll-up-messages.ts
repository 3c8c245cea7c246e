import { rollUp } from "@/lib/activity/roll-up";
import { organizationsToCount } from "@/lib/tenancy/resolve";
import { inngest } from "../client";

/** Every minute: counts again the days whose messages changed, for the activity report. */
export const rollUpCounts = inngest.createFunction(
  { id: "roll-up-messages", name: "Count messages for reports", concurrency: 1, retries: 2, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) => {
    const organizations = await step.run("organizations", () => organizationsToCount());
    let days = 0;
    for (const id of organizations) days += await step.run(`count-${id}`, () => rollUp(id));
    return { days };
  },
);
