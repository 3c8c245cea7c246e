"use client";

import Link from "next/link";
import { useListUrl } from "@/components/data-table/use-list-url";
import { cn } from "@/components/ui/cn";
import { StatusShape, type Shape } from "@/components/ui/status-shape";
import { statusLook } from "@/components/ui/status-map";
import type { TodayCounts } from "@/lib/today/queries";

type Item = { status: string | undefined; label: string; count: number; shape?: Shape };

const of = (status: "unconfirmed" | "confirmed" | "cancelled", count: number): Item => {
  const { word, shape } = statusLook("appointment", status);
  return { status, label: word.toLowerCase(), count, shape };
};
/** How the day stands, in numbers that filter the list below. */
export function Counts({ counts, active }: { counts: TodayCounts; active: readonly string[] }) {
  const url = useListUrl();
  const items: Item[] = [
    { status: undefined, label: counts.total === 1 ? "visit" : "visits", count: counts.total },
    of("unconfirmed", counts.unconfirmed),
    of("confirmed", counts.confirmed),
    of("cancelled", counts.cancelled),
    ...(counts.late > 0 ? [{ status: "late", label: "running late", count: counts.late, shape: "clock" as const }] : []),
  ];
  return (
    <nav aria-label="The day in numbers" className="flex flex-wrap gap-x-1 gap-y-1">
      {items.map((item) => {
        const on = item.status === undefined ? active.length === 0 : active.length === 1 && active[0] === item.status;
        return (
          <Link
            key={item.label}
            href={url.href({ filters: { status: item.status ? [item.status] : [] }, open: undefined })}
            scroll={false}
            aria-current={on ? "true" : undefined}
            className={cn(
              "flex h-8 items-center gap-1.5 rounded-md px-2 text-ink-muted hover:bg-hover pointer-coarse:h-10",
              on && "bg-accent-soft text-ink",
            )}
          >
            {item.shape ? <StatusShape shape={item.shape} /> : null}
            <span>
              <span className="font-semibold text-ink">{item.count.toLocaleString("en")}</span> {item.label}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
