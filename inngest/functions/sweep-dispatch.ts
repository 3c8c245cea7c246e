import { reconcile, sweepLeases } from "@/lib/delivery/reconcile";
import { organizationsWithExpiredLeases } from "@/lib/tenancy/resolve";
import { inngest } from "../client";

/** Every minute: takes back what a dead dispatcher held, and finds out what became of sends whose answer was lost. */
export const sweepDispatch = inngest.createFunction(
  { id: "sweep-dispatch", name: "Settle interrupted sends", concurrency: 1, retries: 2, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) => {
    const organizations = await step.run("organizations", () => organizationsWithExpiredLeases());
    for (const id of organizations) await step.run(`settle-${id}`, async () => ({ ...(await sweepLeases(id)), ...(await reconcile(id)) }));
    return organizations.length;
  },
);
