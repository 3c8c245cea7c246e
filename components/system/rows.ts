import type { DeadRow, RunRow, RunView } from "./types";
import type { DeadReceipt } from "@/lib/inbound/dead-receipts";
import { moment } from "@/lib/messages/moment";
import type { Run, RunDetail } from "@/lib/ops/runs";

/** A run as the table shows it; times by the clock of `zone`. */
export function runRow(run: Run, nameOf: (id: string) => string, zone: string): RunRow {
  return {
    id: run.id,
    workflow: nameOf(run.functionId),
    status: run.status,
    steps: run.steps,
    attempt: run.attempt,
    began: moment(run.createdAt, zone),
    ended: run.endedAt ? moment(run.endedAt, zone) : null,
    error: run.error ?? null,
  };
}

/** A run as the sheet shows it. */
export function runView(run: RunDetail, nameOf: (id: string) => string, zone: string): RunView {
  return {
    ...runRow(run, nameOf, zone),
    trigger: run.trigger.startsWith("inngest/scheduled") ? "the clock" : run.trigger,
    waitingFor: run.waitingFor,
    stepList: run.stepList.map((step) => {
      const at = step.doneAt ?? step.wakesAt;
      return {
        id: step.id,
        name: step.name,
        kind: step.kind,
        state: step.failed ? "failed" : step.state,
        attempt: step.attempt,
        at: at ? moment(at, zone) : null,
      };
    }),
  };
}

const KINDS: Record<string, string> = {
  "sms-inbound": "A text from a patient",
  "sms-status": "A report on a text",
  "call-status": "A report on a call",
  "call-gather": "Keys of a call",
  "email-event": "A report on an e-mail",
};

const CARRIERS: Record<string, string> = { twilio: "Twilio", resend: "Resend" };

/** A dead letter as the table shows it: nothing of what it holds. */
export function deadRow(row: DeadReceipt, zone: string): DeadRow {
  return {
    id: row.id,
    kind: KINDS[row.kind] ?? row.kind,
    carrier: CARRIERS[row.carrier] ?? row.carrier,
    received: moment(row.receivedAt, zone),
    attempts: row.attempts,
    error: row.error ?? "–",
  };
}
