import { Status } from "@/components/ui/status";
import type { VisitRow } from "@/lib/schedule/rows";

const LATE = { word: "Late", shape: "clock", tone: "warn" } as const;

/** "Late", "Late 10 min". */
export const lateWords = (visit: Pick<VisitRow, "lateMinutes">): string => (visit.lateMinutes ? `Late ${visit.lateMinutes} min` : "Late");

/** A visit's status, with the late flag beside it. */
export function VisitStatus({ visit }: { visit: Pick<VisitRow, "status" | "late" | "lateMinutes"> }) {
  return (
    <span className="inline-flex items-center gap-1">
      <Status kind="appointment" value={visit.status} />
      {visit.late ? <Status look={{ ...LATE, word: lateWords(visit) }} className="max-sm:order-first" /> : null}
    </span>
  );
}

/** What last became of a visit's reminders. */
export function LastMessage({ visit }: { visit: Pick<VisitRow, "message" | "blocked"> }) {
  if (visit.blocked) return <span className="text-ink-muted">Blocked by staff</span>;
  if (!visit.message) return <span className="text-ink-muted">None planned</span>;
  return <Status kind={visit.message.kind} value={visit.message.value} />;
}
