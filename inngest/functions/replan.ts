import { replanChunk, replanVisitsAhead } from "@/lib/delivery/replan";
import { recomputeZones } from "@/lib/appointments/recompute-zones";
import { listOrganizations, organizationsBehindPlan } from "@/lib/tenancy/resolve";
import { inngest } from "../client";

const STEP_MS = 15_000;
const MOST_STEPS = 400;

/** A setting or template changed: waiting messages are planned again, the soonest due first, while sending goes on. */
export const replanOrganization = inngest.createFunction(
  {
    id: "replan-organization",
    name: "Plan again after a change",
    concurrency: { key: "event.data.organizationId", limit: 1 },
    retries: 5,
    triggers: [{ event: "luma/plan.outdated" }],
  },
  async ({ event, step }) => {
    const { organizationId } = event.data as { organizationId: string };
    let visits = 0;
    for (let i = 0; i < MOST_STEPS; i++) {
      const done = await step.run(`waiting-${i}`, async () => {
        const until = performance.now() + STEP_MS;
        let count = 0;
        for (;;) {
          const chunk = await replanChunk(organizationId);
          count += chunk.visits;
          if (!chunk.more || performance.now() > until) return { count, more: chunk.more };
        }
      });
      visits += done.count;
      if (!done.more) break;
    }
    let after: string | undefined;
    for (let i = 0; i < MOST_STEPS; i++) {
      after =
        (await step.run(`ahead-${i}`, async () => {
          const until = performance.now() + STEP_MS;
          let last = after;
          do last = await replanVisitsAhead(organizationId, last);
          while (last && performance.now() < until);
          return last ?? null;
        })) ?? undefined;
      if (!after) break;
    }
    return { visits };
  },
);

/** Every ten minutes: plans that fell behind (an event lost, a run given up) and instants older than the zone data. */
export const sweepPlans = inngest.createFunction(
  { id: "sweep-plans", name: "Find plans that fell behind", concurrency: 1, triggers: [{ cron: "*/10 * * * *" }] },
  async ({ step }) => {
    const behind = await step.run("behind", () => organizationsBehindPlan());
    for (const id of behind) await step.run(`replan-${id}`, () => replanChunk(id, 1_000));
    const all = await step.run("organizations", () => listOrganizations());
    for (const id of all) await step.run(`zones-${id}`, () => recomputeZones(id));
    return behind.length;
  },
);
