import type { Measure } from "@/lib/activity/types";
import { type NamedLine, NumberTable, Panel } from "./breakdown";
import { TimeChart } from "./lazy-charts";
import type { Narrowing } from "./list-href";
import { SERIES } from "./series";

const MEASURES: readonly Measure[] = ["sent", "delivered", "undelivered", "answered", "answers", "optedOut"];

/** Numbers over time: the chart, what its lines are, and the table behind it. */
export function TimePanel(props: { title: string; about: string; first: string; lines: readonly NamedLine[]; by: Narrowing }) {
  const { title, about, first, lines, by } = props;
  return (
    <Panel title={title} about={about}>
      <ul aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-muted">
        {SERIES.map((one) => (
          <li key={one.measure} className="flex items-center gap-1.5">
            <svg width="28" height="8" aria-hidden>
              <line x1="0" y1="4" x2="28" y2="4" stroke={one.colour} strokeWidth="2" strokeDasharray={one.dash} />
            </svg>
            {one.label}
          </li>
        ))}
      </ul>
      <TimeChart points={lines.map(({ name, figures }) => ({ name, ...figures }))} />
      <details>
        <summary className="cursor-pointer text-sm text-accent">The numbers as a table</summary>
        <NumberTable title={title} first={first} lines={lines} measures={MEASURES} by={by} />
      </details>
    </Panel>
  );
}
