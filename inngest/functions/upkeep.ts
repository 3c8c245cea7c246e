import type { GetStepTools } from "inngest";
import { sealAllAudits } from "@/lib/audit/seal";
import { noteUpkeep, type Upkeep } from "@/lib/health/upkeep";
import { eraseOldImports } from "@/lib/imports/erase-old-imports";
import { pruneReceipts } from "@/lib/inbound/prune-receipts";
import { listOrganizations, pruneOutbox } from "@/lib/tenancy/resolve";
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
    await step.run("note", () => noteUpkeep("outbox", deleted));
    return { deleted };
  },
);

/** Every night: webhooks that were worked on long ago are deleted, one organization after the other. */
export const pruneStoredReceipts = inngest.createFunction(
  { id: "prune-receipts", name: "Delete old webhooks", concurrency: 1, triggers: [{ cron: "37 3 * * *" }] },
  ({ step }) => everywhere(step, "receipts", pruneReceipts),
);

/** Every night: files that were imported long ago, and their rows with problems, are erased. */
export const eraseImports = inngest.createFunction(
  { id: "erase-imports", name: "Erase imported files", concurrency: 1, triggers: [{ cron: "57 3 * * *" }] },
  ({ step }) => everywhere(step, "imports", eraseOldImports),
);

/** Deletes batch by batch until nothing is left, one organization after the other. */
async function everywhere(
  step: Pick<GetStepTools<typeof inngest>, "run">,
  what: Upkeep,
  deleteBatch: (organizationId: string) => Promise<number>,
): Promise<{ deleted: number }> {
  const organizations = await step.run("organizations", () => listOrganizations());
  let deleted = 0;
  for (const id of organizations)
    deleted += await step.run(`prune-${id}`, async () => {
      let mine = 0;
      for (let i = 0; i < MOST_BATCHES; i++) {
        const batch = await deleteBatch(id);
        mine += batch;
        if (batch === 0) break;
      }
      return mine;
    });
  await step.run("note", () => noteUpkeep(what, deleted));
  return { deleted };
}
