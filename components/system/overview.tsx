import Link from "next/link";
import { Status } from "@/components/ui/status";
import type { StatusLook } from "@/components/ui/status-map";
import type { Figure } from "./types";

const LOOKS: Record<Figure["look"], StatusLook> = {
  good: { word: "Fine", shape: "check", tone: "good" },
  warn: { word: "Look at it", shape: "triangle", tone: "warn" },
  bad: { word: "Needs mending", shape: "cross", tone: "bad" },
  neutral: { word: "For information", shape: "dash", tone: "neutral" },
};

/** [OPS-04] What waits, how long, and whether that is fine. */
export function Overview({ figures }: { figures: readonly Figure[] }) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface">
      {figures.map((figure) => (
        <li
          key={figure.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-3 py-2.5 sm:grid-cols-[14rem_minmax(0,1fr)_auto]"
        >
          <span className="col-start-1 row-start-1 font-medium">
            {figure.href ? (
              <Link href={figure.href} className="text-accent underline underline-offset-2">
                {figure.label}
              </Link>
            ) : (
              figure.label
            )}
          </span>
          <span className="col-span-2 col-start-1 row-start-2 min-w-0 wrap-long tabular-nums sm:col-span-1 sm:col-start-2 sm:row-start-1">
            {figure.value}
            {figure.note ? <span className="text-ink-muted"> {figure.note}</span> : null}
          </span>
          <span className="col-start-2 row-start-1 justify-self-end sm:col-start-3">
            <Status look={LOOKS[figure.look]} />
          </span>
        </li>
      ))}
    </ul>
  );
}
