import { processReceipt } from "@/lib/inbound/process-receipt";
import { organizationsWithReceipts } from "@/lib/tenancy/resolve";
import { waitingReceipts } from "@/lib/inbound/waiting-receipts";
import { log } from "@/lib/log";
import { inngest } from "../client";

const MOST_WAITS = 5;

/** Works on one stored webhook; replies of one number in the order they came. */
export const processStoredReceipt = inngest.createFunction(
  {
    id: "process-receipt",
    name: "Read a webhook",
    concurrency: { key: "event.data.lane", limit: 1 },
    retries: 5,
    triggers: [{ event: "luma/receipt.stored" }],
  },
  async ({ event, step }) => {
    const { organizationId, receiptId } = event.data as { organizationId: string; receiptId: string };
    for (let i = 0; i < MOST_WAITS; i++) {
      const outcome = await step.run(`read-${i}`, () => processReceipt(organizationId, receiptId));
      if (outcome !== "wait") return outcome;
      await step.sleep(`wait-${i}`, "5s");
    }
    return "wait";
  },
);

/** Webhooks whose event was lost, or that waited for our own record: every five minutes. */
export const sweepReceipts = inngest.createFunction(
  { id: "sweep-receipts", name: "Find webhooks left over", concurrency: 1, triggers: [{ cron: "*/5 * * * *" }] },
  async ({ step }) => {
    const organizations = await step.run("organizations", () => organizationsWithReceipts());
    for (const organizationId of organizations)
      await step.run(`read-${organizationId}`, async () => {
        // One that fails is counted and in the end given to a person; the others do not wait for that.
        for (const id of await waitingReceipts(organizationId))
          await processReceipt(organizationId, id).catch((err: unknown) =>
            log().error({ organizationId, receiptId: id, err }, "receipt-failed"),
          );
      });
    return organizations.length;
  },
);
