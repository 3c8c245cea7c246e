import type { Cadence, CadenceStep, StepAnswers } from "@/lib/reminders/schemas";

/** A cadence step as it is typed: numbers may still be empty. */
export type StepDraft = {
  /** Of the stored step; empty for a new one, which gets its id when it is saved. */
  id: string;
  /** For React; unlike `id` there from the start. */
  row: string;
  mode: "before" | "at";
  days: string;
  hours: string;
  minutes: string;
  at: string;
  answers: StepAnswers;
  /** "" leaves it to the setting "skip after a confirmation". */
  skip: "" | "yes" | "no";
};

const text = (n: number | undefined): string => (n ? String(n) : "");

export function toDraft(step: CadenceStep): StepDraft {
  const { before } = step;
  const common = {
    id: step.id,
    row: step.id,
    answers: step.answers,
    skip: step.skipLaterOnAnswer === undefined ? "" : step.skipLaterOnAnswer ? "yes" : "no",
  } as const;
  if ("at" in before) return { ...common, mode: "at", days: String(before.daysBefore), hours: "", minutes: "", at: before.at };
  return { ...common, mode: "before", days: text(before.days), hours: text(before.hours), minutes: text(before.minutes), at: "09:00" };
}

/** A new step: one day before, at the visit's own time. `rows` are those there. */
export function newDraft(rows: readonly StepDraft[]): StepDraft {
  let n = rows.length;
  while (rows.some((other) => other.row === `new-${n}`)) n++;
  return { id: "", row: `new-${n}`, mode: "before", days: "1", hours: "", minutes: "", at: "09:00", answers: "confirm-cancel", skip: "" };
}

/** What is typed as a number; NaN stays NaN, so that the server's check names the field. */
const number = (typed: string): number | undefined => (typed.trim() === "" ? undefined : Number(typed));

/** Minutes before a visit at noon: only for the order in which steps go out. */
export function minutesBefore(draft: StepDraft): number {
  const days = number(draft.days) ?? 0;
  if (draft.mode === "before") return days * 1440 + (number(draft.hours) ?? 0) * 60 + (number(draft.minutes) ?? 0);
  const [hours = 0, minutes = 0] = draft.at.split(":").map(Number);
  return days * 1440 + 720 - hours * 60 - minutes;
}

/** The row of the step that is nearest to the visit: the final reminder. */
export function finalRow(drafts: readonly StepDraft[]): string | undefined {
  return drafts.toSorted((a, b) => minutesBefore(a) - minutesBefore(b))[0]?.row;
}

function idFor(draft: StepDraft, taken: ReadonlySet<string>): string {
  const parts =
    draft.mode === "at"
      ? [`${number(draft.days) ?? 0}-days-at-${draft.at.replace(":", "")}`]
      : (["days", "hours", "minutes"] as const).flatMap((unit) => (number(draft[unit]) ? [`${number(draft[unit])}-${unit}`] : []));
  const base =
    parts
      .join("-")
      .replaceAll(/[^a-z0-9-]/g, "")
      .slice(0, 30) || "step";
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  return id;
}

/**
 * The cadence that the drafts say, in the order typed, so that the server's errors name the right row. Stored steps keep their
 * id, and with it their messages; new ones are called after their time.
 */
export function fromDrafts(drafts: readonly StepDraft[]): Cadence {
  const taken = new Set(drafts.map((draft) => draft.id).filter(Boolean));
  return drafts.map((draft) => {
    const id = draft.id || idFor(draft, taken);
    taken.add(id);
    return {
      id,
      before: draft.mode === "at" ? { daysBefore: number(draft.days) ?? 0, at: draft.at } : before(draft),
      answers: draft.answers,
      ...(draft.skip === "" ? {} : { skipLaterOnAnswer: draft.skip === "yes" }),
    };
  });
}

function before(draft: StepDraft): { days?: number; hours?: number; minutes?: number } {
  const entries = (["days", "hours", "minutes"] as const).flatMap((unit) => {
    const n = number(draft[unit]);
    return n === undefined ? [] : [[unit, n] as const];
  });
  return Object.fromEntries(entries);
}
