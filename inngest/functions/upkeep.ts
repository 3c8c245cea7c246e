import { sealAllAudits } from "@/lib/audit/seal";
import { pruneOutbox } from "@/lib/tenancy/resolve";
import { inngest } from "../client";

/** Every minute: new audit entries are chained into seals. */
export const sealAudits = inngest.createFunction(
  { id: "seal-audits", name: "Seal the audit log", concurrency: 1, retries: 2, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) => step.run("seal", () => sealAllAudits()),
);

const MOST_BATCHES = 200;

/** Every night: events that were handed over more than a week ago are deleted. */
export const pruneEvents = inngest.createFunction(
  { id: "prune-events", name: "Delete old events", concurrency: 1, triggers: [{ cron: "17 3 * * *" }] },
  async ({ step }) => {
    let deleted = 0;
    for (let i = 0; i < MOST_BATCHES; i++) {
      const n = await step.run(`batch-${i}`, () => pruneOutbox());
      deleted += n;
      if (n === 0) break;
    }
    return { deleted };
  },
);
