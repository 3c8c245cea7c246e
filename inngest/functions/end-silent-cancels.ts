import { endSilentCancels } from "@/lib/inbound/cancel-collision";
import { organizationsWithSilentCancels, productNow } from "@/lib/tenancy/resolve";
import { inngest } from "../client";

/** Every five minutes: who was asked what CANCEL meant and said nothing for a day gets no more messages ([CON-11]). */
export const endUnansweredCancels = inngest.createFunction(
  { id: "end-silent-cancels", name: "End unanswered CANCEL questions", concurrency: 1, retries: 2, triggers: [{ cron: "*/5 * * * *" }] },
  async ({ step }) => {
    const organizations = await step.run("organizations", async () => organizationsWithSilentCancels(await productNow()));
    let ended = 0;
    for (const id of organizations) ended += await step.run(`end-${id}`, () => endSilentCancels(id));
    return { ended };
  },
);
