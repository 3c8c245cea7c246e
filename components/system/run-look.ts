import type { StatusLook } from "@/components/ui/status-map";
import type { RunState } from "@/lib/ops/runs";
import type { StepRow } from "./types";

const RUNS: Record<RunState, StatusLook> = {
  running: { word: "Running", shape: "half", tone: "info" },
  completed: { word: "Done", shape: "check", tone: "good" },
  failed: { word: "Failed", shape: "cross", tone: "bad" },
  cancelled: { word: "Cancelled", shape: "dash", tone: "neutral" },
};

const STEPS: Record<StepRow["state"], StatusLook> = {
  planned: { word: "Ready", shape: "ring", tone: "neutral" },
  pending: { word: "Waits", shape: "clock", tone: "info" },
  done: { word: "Done", shape: "check", tone: "good" },
  failed: { word: "Failed", shape: "cross", tone: "bad" },
};

export const runLook = (state: RunState): StatusLook => RUNS[state];
export const stepLook = (state: StepRow["state"]): StatusLook => STEPS[state];
