import { DEFINITIONS } from "@/lib/activity/measures";
import type { Measure } from "@/lib/activity/types";

type Series = { measure: Measure; label: string; colour: string; dash?: string };

const line = (measure: Measure, colour: string, dash?: string): Series => ({ measure, label: DEFINITIONS[measure].label, colour, dash });

/** The lines of a chart over time: each has a stroke of its own, so that colour is not all that tells them apart. */
export const SERIES: readonly Series[] = [
  line("sent", "var(--ink-muted)"),
  line("delivered", "var(--good)", "8 4"),
  line("undelivered", "var(--bad)", "2 4"),
  line("answers", "var(--info)", "10 3 2 3"),
];
