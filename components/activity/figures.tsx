import Link from "next/link";
import { DEFINITIONS } from "@/lib/activity/measures";
import { MEASURES, type Figures, type Measure } from "@/lib/activity/types";
import { listHref, type Narrowing } from "./list-href";
import { count, share } from "./words";

/** Out of what a number is a share, where that says something. */
const OF: Partial<Record<Measure, Measure>> = { delivered: "sent", waiting: "sent", answered: "sent" };

/** The numbers of the whole range, each with what it means and the list behind it. */
export function FigureList({ total, by, withoutAnswers }: { total: Figures; by: Narrowing; withoutAnswers: boolean }) {
  const shown = MEASURES.filter((measure) => !withoutAnswers || DEFINITIONS[measure].list.tab !== "answers");
  return (
    <dl className="flex flex-wrap gap-px overflow-clip rounded-md border border-line bg-line">
      {shown.map((measure) => {
        const of = OF[measure];
        return (
          <div key={measure} className="flex min-w-42 flex-1 flex-col gap-0.5 bg-surface p-3">
            <dt className="text-sm font-medium text-ink-muted">{DEFINITIONS[measure].label}</dt>
            <dd className="flex items-baseline gap-2">
              <Link href={listHref(measure, by)} className="text-lg font-semibold tabular-nums underline-offset-2 hover:underline">
                {count(total[measure])}
              </Link>
              {of && total[of] > 0 ? <span className="text-sm text-ink-muted tabular-nums">{share(total[measure], total[of])}</span> : null}
            </dd>
            <dd className="text-sm text-ink-muted">{DEFINITIONS[measure].means}</dd>
          </div>
        );
      })}
    </dl>
  );
}
