"use client";

import { OctagonPause } from "lucide-react";
import Link from "next/link";
import { exactTime, type TimeText } from "@/components/ui/time";

/** [DLV-14] On every screen while all outgoing messages are stopped: since when, by whom, and the way to resume. */
export function StopBanner({ stop, mayResume }: { stop: { since: TimeText; by: string | null } | null; mayResume: boolean }) {
  if (!stop) return null;
  return (
    <section
      aria-label="Outgoing messages are stopped"
      className="border-b border-line bg-bad-soft px-3 py-2 text-bad md:px-6 print:hidden"
    >
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <OctagonPause aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 wrap-long font-medium">
          All outgoing messages are stopped since {exactTime(stop.since)}
          {stop.by ? (
            <>
              {" "}
              by <bdi>{stop.by}</bdi>
            </>
          ) : null}
          . Patients hear nothing until they are resumed.
        </span>
        {mayResume ? (
          <Link href="/settings/sending" className="font-medium underline underline-offset-2">
            Resume
          </Link>
        ) : (
          <span>A manager or an admin can resume.</span>
        )}
      </p>
    </section>
  );
}
