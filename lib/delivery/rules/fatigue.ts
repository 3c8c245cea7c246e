import type { Decision } from "@/lib/delivery/rules/types";
import type { SaidBefore } from "@/lib/delivery/rules/said-before";
import { addDays, fromWall, toWall, type LocalDate } from "@/lib/time";

export type Cap = { perDay: number; perWeek: number };

/** The stricter of both; undefined where neither limits. */
export function stricter(a: Cap | undefined, b: Cap | undefined): Cap | undefined {
  if (!a || !b) return a ?? b;
  return { perDay: Math.min(a.perDay, b.perDay), perWeek: Math.min(a.perWeek, b.perWeek) };
}

export type FatigueInput = {
  said: readonly SaidBefore[];
  cap: Cap | undefined;
  /** Places of today that messages about visits of today still need; they come first. */
  reserved: number;
  now: Date;
  zone: string;
  /** The start of the visit: a message may not be put off beyond it. */
  before: Date;
  /** What the time rules say to a message that wants to go out at an instant. */
  decideAt: (at: Date) => Decision;
};

export type Fatigue =
  | { outcome: "send" }
  | { outcome: "move"; at: Date; reason: "daily-cap" | "weekly-cap"; most: number }
  | { outcome: "skip"; reason: "daily-cap" | "weekly-cap"; most: number };

const DAYS_SEARCHED = 7;

const onDay = (said: readonly SaidBefore[], date: LocalDate): number => said.filter((s) => s.automatic && s.localDate === date).length;
const inWeek = (said: readonly SaidBefore[], date: LocalDate): number =>
  said.filter((s) => s.automatic && s.localDate <= date && s.localDate > addDays(date, -DAYS_SEARCHED)).length;

/**
 * [DLV-15] Whether one more automatic message may go to a contact today; else on which day, at the same time of day, or that none is left before the
 * visit. Days are those of the facility's calendar, a week is seven of them. Pure.
 */
export function decideFatigue(input: FatigueInput): Fatigue {
  const { said, cap, now, zone } = input;
  if (!cap) return { outcome: "send" };
  const { date, time } = toWall(zone, now);
  const today = onDay(said, date) + input.reserved < cap.perDay;
  if (today && inWeek(said, date) < cap.perWeek) return { outcome: "send" };
  const why = today ? ({ reason: "weekly-cap", most: cap.perWeek } as const) : ({ reason: "daily-cap", most: cap.perDay } as const);
  for (let n = 1; n <= DAYS_SEARCHED; n++) {
    const day = addDays(date, n);
    if (inWeek(said, day) >= cap.perWeek) continue;
    const wanted = fromWall(zone, day, time).instant;
    if (wanted >= input.before) break;
    const decision = input.decideAt(wanted);
    // The time rules look to earlier days first: what they bring back to a day that is full does not help.
    if ((decision.outcome === "send" || decision.outcome === "move") && toWall(zone, decision.at).date >= day)
      return { outcome: "move", at: decision.at, ...why };
  }
  return { outcome: "skip", ...why };
}
