import type { Scope } from "@/lib/context";
import { failRun } from "@/lib/imports/finish-run";
import { runImportSlice } from "@/lib/imports/run-slice";
import { inngest } from "../client";

const SLICE_MS = 15_000;
/** Of 1,000 steps a run may have; with slices of 15 seconds nearly four hours. */
const MOST_SLICES = 900;

function scopeOf(organizationId: string): Scope {
  return { organizationId, actor: { kind: "workflow", name: "import-run" } };
}

/** Checks or imports a file, slice by slice. The run's row is the truth: a slice that dies is repeated from the last chunk that was saved. */
export const importRun = inngest.createFunction(
  {
    id: "import-run",
    name: "Check or import a file",
    concurrency: { key: "event.data.runId", limit: 1 },
    retries: 5,
    triggers: [{ event: "luma/import.requested" }],
    onFailure: async ({ event }) => {
      const { organizationId, runId } = event.data.event.data as { organizationId: string; runId: string };
      await failRun(
        scopeOf(organizationId),
        runId,
        "The work stopped several times for a reason on our side. Nothing that was imported is lost. Go on in a few minutes.",
      );
    },
  },
  async ({ event, step }) => {
    const { organizationId, runId } = event.data as { organizationId: string; runId: string };
    for (let i = 0; i < MOST_SLICES; i++) {
      const { finished } = await step.run(`slice-${i}`, () => runImportSlice(scopeOf(organizationId), runId, SLICE_MS));
      if (finished) return { slices: i + 1 };
    }
    await step.run("give-up", () =>
      failRun(scopeOf(organizationId), runId, "The file took longer than an import may. Go on: it continues where it stopped."),
    );
    return { slices: MOST_SLICES };
  },
);
