import { lookUpLines } from "@/lib/consent/look-up-lines";
import { organizationsWithUnknownLines } from "@/lib/tenancy/resolve";
import { inngest } from "../client";

/** Every minute: asks the carrier what kind of line new phone numbers are. */
export const lookUpNewLines = inngest.createFunction(
  { id: "look-up-lines", name: "Look up new phone numbers", concurrency: 1, retries: 1, triggers: [{ cron: "* * * * *" }] },
  async ({ step }) => {
    const organizations = await step.run("organizations", () => organizationsWithUnknownLines());
    let numbers = 0;
    for (const id of organizations) numbers += await step.run(`look-up-${id}`, () => lookUpLines(id));
    return { numbers };
  },
);
