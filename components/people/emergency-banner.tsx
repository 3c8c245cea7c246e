"use client";

import { Siren } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useAct } from "@/components/appointments/use-act";
import { Button } from "@/components/ui/button";
import { exactTime, type TimeText } from "@/components/ui/time";
import type { ActionResult } from "@/lib/actions/result";

export type OpenEmergencyView = { id: string; what: string; until: TimeText; milliseconds: number };

/** [SEC-09] On every screen while emergency access lasts: what is open, until when, and the way to end it. */
export function EmergencyBanner({
  open,
  end,
}: {
  open: readonly OpenEmergencyView[];
  end: (input: { id: string }) => Promise<ActionResult<unknown>>;
}) {
  const { act, pending } = useAct();
  const router = useRouter();
  const soonest = Math.min(...open.map((one) => one.milliseconds));
  useEffect(() => {
    if (!Number.isFinite(soonest)) return;
    const timer = setTimeout(() => router.refresh(), soonest + 1_000);
    return () => clearTimeout(timer);
  }, [soonest, router]);
  if (open.length === 0) return null;
  return (
    <section aria-label="Emergency access" className="border-b border-line bg-bad-soft px-3 py-2 text-bad md:px-6 print:hidden">
      <ul className="flex flex-col gap-1">
        {open.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Siren aria-hidden className="size-4 shrink-0" />
            <span className="min-w-0 wrap-long font-medium">
              Emergency access to <bdi>{one.what}</bdi> until {exactTime(one.until)}. What you look at is recorded.
            </span>
            <Button
              size="sm"
              pending={pending}
              onClick={() => act(() => end({ id: one.id }), { failed: "It is still open", done: () => window.location.assign("/today") })}
            >
              End it now
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
