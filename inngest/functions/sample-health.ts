import { pruneHealth, sampleHealth } from "@/lib/health/sample";
import { inngest } from "../client";

/** Every minute: how each part of the product does, for the public status page. */
export const sampleComponents = inngest.createFunction(
  { id: "sample-health", name: "Look at every component", concurrency: 1, retries: 0, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) => step.run("look", () => sampleHealth()),
);

/** Every night: days that the status page does not show any more are deleted. */
export const pruneComponentDays = inngest.createFunction(
  { id: "prune-health", name: "Delete old health history", concurrency: 1, triggers: [{ cron: "57 3 * * *" }] },
  async ({ step }) => step.run("prune", () => pruneHealth()),
);
