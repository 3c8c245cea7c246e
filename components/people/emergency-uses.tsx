"use client";

import { Siren } from "lucide-react";
import Link from "next/link";
import { useAct } from "@/components/appointments/use-act";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { exactTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { EmergencyUse } from "@/lib/access/emergency-queries";
import type { ActionResult } from "@/lib/actions/result";

type End = (input: { id: string }) => Promise<ActionResult<unknown>>;

/** [SEC-09] Every use: who, what, why, how long, and how much was looked at or done. */
export function EmergencyUses({ uses, end }: { uses: readonly EmergencyUse[]; end: End }) {
  const { act, pending } = useAct();
  if (uses.length === 0)
    return (
      <EmptyState icon={Siren} title="Never used">
        Nobody has taken emergency access so far.
      </EmptyState>
    );
  return (
    <ul aria-label="Uses of emergency access" className="flex flex-col divide-y divide-line rounded-md border border-line bg-surface">
      {uses.map((use) => (
        <li key={use.id} className="flex flex-col gap-1 p-3 md:flex-row md:items-start md:justify-between md:gap-4">
          <div className="min-w-0">
            <p className="wrap-long font-medium">
              <bdi>{use.user}</bdi> opened{" "}
              {use.patient ? (
                <Link href={`/patients/${use.patient.id}`} className="text-accent underline underline-offset-2">
                  <bdi>{use.patient.name}</bdi>
                </Link>
              ) : (
                <bdi>{use.facility}</bdi>
              )}
            </p>
            <p className="wrap-long">“{use.reason}”</p>
            <p className="text-sm text-ink-muted">
              {exactTime(use.from)} – {exactTime(use.until)} · {use.entries === 1 ? "1 entry" : `${use.entries} entries`} in the audit
              {use.endedBy ? ` · ended by ${use.endedBy}` : ""}
            </p>
          </div>
          <div className="flex shrink-0 items-center gap-2">
            <Badge tone={use.state === "open" ? "warn" : "neutral"}>
              {use.state === "open" ? "Open now" : use.state === "ended" ? "Ended" : "Ended by itself"}
            </Badge>
            {use.state === "open" ? (
              <Button
                size="sm"
                pending={pending}
                onClick={() => act(() => end({ id: use.id }), { failed: "It is still open", done: () => toast.done("Ended.") })}
              >
                End it
              </Button>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
