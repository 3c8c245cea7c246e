import type { TimeText } from "@/components/ui/time";
import type { RunState } from "@/lib/ops/runs";

/** A workflow run as a row. */
export type RunRow = {
  id: string;
  workflow: string;
  status: RunState;
  steps: number;
  attempt: number;
  began: TimeText;
  ended: TimeText | null;
  error: string | null;
};

export type StepRow = {
  id: string;
  name: string;
  kind: string;
  state: "planned" | "pending" | "done" | "failed";
  attempt: number;
  at: TimeText | null;
};

export type RunView = RunRow & { trigger: string; stepList: readonly StepRow[]; waitingFor: readonly string[] };

export type DeadRow = { id: string; kind: string; carrier: string; received: TimeText; attempts: number; error: string };

export type RetainedRow = {
  id: string;
  what: string;
  keeps: string;
  deletedBy: string;
  lastRun: TimeText | null;
  deleted: number | null;
  oldest: TimeText | null;
};

/** One figure of the overview: what it is, how it stands, and whether someone should look. */
export type Figure = { id: string; label: string; value: string; note?: string; look: "good" | "warn" | "bad" | "neutral"; href?: string };
