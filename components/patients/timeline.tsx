import { ArrowDownLeft, ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { TimelinePage } from "@/lib/patients/timeline";

/** Everything said to the patient and heard from them, newest first; each entry leads to its trail. */
export function Timeline({ page, patientId, newest }: { page: TimelinePage; patientId: string; newest: boolean }) {
  return (
    <section aria-labelledby="said-and-heard" className="flex flex-col gap-2">
      <h2 id="said-and-heard" className="text-lg font-semibold">
        Said and heard
      </h2>
      {page.entries.length === 0 ? (
        <p className="rounded-md border border-line bg-surface p-3 text-ink-muted">
          {newest ? "Nothing yet. Messages to the patient and their answers show here." : "Nothing older."}
        </p>
      ) : (
        <ol className="divide-y divide-line rounded-md border border-line bg-surface">
          {page.entries.map((entry) => (
            <li key={entry.id} className="flex gap-3 px-3 py-2">
              <span className="mt-0.5 text-ink-muted" title={entry.direction === "in" ? "From the patient" : "To the patient"}>
                {entry.direction === "in" ? (
                  <ArrowDownLeft aria-hidden className="size-4" />
                ) : (
                  <ArrowUpRight aria-hidden className="size-4" />
                )}
              </span>
              <div className="min-w-0 flex-1">
                <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                  <h3 className="font-medium">
                    {entry.direction === "in" ? "Patient: " : ""}
                    {entry.title}
                  </h3>
                  <Status kind={entry.state.kind} value={entry.state.value} />
                </div>
                <p className="text-sm text-ink-muted">
                  {entry.channel}, <Time time={entry.at} />
                  {entry.problem ? `. ${entry.problem}.` : ""}
                </p>
                <p dir="auto" className="wrap-long mt-1 line-clamp-6 whitespace-pre-wrap">
                  {entry.text}
                </p>
                <p className="mt-1 flex flex-wrap gap-x-3 text-sm">
                  <Link href={`/messages?open=${entry.id}`} className="text-accent underline underline-offset-2">
                    Why
                    <span className="sr-only">
                      {" "}
                      – {entry.title}, {entry.at.text}
                    </span>
                  </Link>
                  {entry.appointmentId ? (
                    <Link href={`/schedule?open=${entry.appointmentId}`} className="text-accent underline underline-offset-2">
                      Visit
                      <span className="sr-only">
                        {" "}
                        of {entry.title}, {entry.at.text}
                      </span>
                    </Link>
                  ) : null}
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
      <p className="flex gap-4">
        {newest ? null : (
          <Link href={`/patients/${patientId}`} className="text-accent underline underline-offset-2">
            Newest
          </Link>
        )}
        {page.older ? (
          <Link href={`/patients/${patientId}?before=${page.older}#said-and-heard`} className="text-accent underline underline-offset-2">
            Older
          </Link>
        ) : null}
      </p>
    </section>
  );
}
