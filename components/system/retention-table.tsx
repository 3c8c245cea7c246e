import { Time } from "@/components/ui/time";
import type { RetainedRow } from "./types";

/** [OPS-04] What is kept how long, what deletes it, and when that last ran. */
export function RetentionTable({ rows }: { rows: readonly RetainedRow[] }) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface">
      {rows.map((row) => (
        <li key={row.id} className="flex flex-col gap-1 px-3 py-2.5">
          <span className="font-medium">{row.what}</span>
          <span>
            Kept {row.keeps}. <span className="text-ink-muted">Deleted {row.deletedBy}.</span>
          </span>
          <span className="flex flex-wrap gap-x-4 text-sm text-ink-muted">
            {row.lastRun ? (
              <span>
                Last run <Time time={row.lastRun} />, {row.deleted} deleted
              </span>
            ) : null}
            {row.oldest ? (
              <span>
                Oldest <Time time={row.oldest} />
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
