import type { SendOutcome } from "@/lib/carriers/types";

/** Sends in a row without an answer, after which a carrier counts as silent. */
const SILENT_AFTER = 3;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 120_000;

type State = { silent: number; pauseMs: number; openAt: number; probing: boolean };

/**
 * Keeps an outage from putting thousands of messages in doubt: once a carrier stays silent, nothing more is handed to it for a while (which is
 * "known not sent"), then one message at a time tries whether it is back. Each answer, also a refusal, closes it again. Times are
 * milliseconds of the monotonic clock; it lives in the process, because it only saves work and decides nothing.
 */
export class Breaker {
  private readonly states = new Map<string, State>();

  /** True where a send over this line may begin. */
  allows(line: string, now: number): boolean {
    const state = this.states.get(line);
    if (!state || state.silent < SILENT_AFTER) return true;
    if (now < state.openAt || state.probing) return false;
    state.probing = true;
    return true;
  }

  /** Notes how a send over this line ended. */
  tell(line: string, outcome: SendOutcome, now: number): void {
    if (outcome.kind !== "uncertain") {
      this.states.delete(line);
      return;
    }
    const state = this.states.get(line) ?? { silent: 0, pauseMs: FIRST_PAUSE_MS, openAt: 0, probing: false };
    state.silent++;
    if (state.probing) state.pauseMs = Math.min(LONGEST_PAUSE_MS, state.pauseMs * 2);
    state.probing = false;
    state.openAt = now + state.pauseMs;
    this.states.set(line, state);
  }
}
