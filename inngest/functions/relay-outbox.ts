import { toEvents } from "@/lib/outbox/relay";
import { relayOutbox } from "@/lib/tenancy/resolve";
import { inngest } from "../client";

const MOST_BATCHES = 100;

/**
 * Every minute: hands over events that nobody handed over yet. On hosts without a process of their own (serverless) this is the only relay; elsewhere it
 * finds what a relay that was down left behind.
 */
export const relayLeftOver = inngest.createFunction(
  { id: "relay-outbox", name: "Hand over events left behind", concurrency: 1, retries: 2, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) =>
    step.run("relay", async () => {
      let n = 0;
      for (let i = 0; i < MOST_BATCHES; i++) {
        const batch = await relayOutbox(async (rows) => void (await inngest.send(toEvents(rows))));
        n += batch;
        if (batch === 0) break;
      }
      return { events: n };
    }),
);
