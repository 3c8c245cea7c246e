"use client";

import { Progress as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

/** How far long work has come. `detail` carries rate and finish time, e.g. "12,400 of 200,000 · 1,900 a second · done about 10:42". */
export function Progress({
  label,
  value,
  max,
  detail,
  className,
}: {
  label: string;
  value: number;
  max: number;
  detail?: ReactNode;
  className?: string;
}) {
  const percent = max > 0 ? Math.min(100, Math.floor((value / max) * 100)) : 0;
  return (
    <div className={cn("flex flex-col gap-1", className)}>
      <div className="flex items-baseline justify-between gap-3 text-base">
        <span className="font-medium">{label}</span>
        <span>{percent} %</span>
      </div>
      <Radix.Root aria-label={label} value={percent} className="h-2 overflow-hidden rounded-full bg-neutral-soft">
        <Radix.Indicator
          className="block h-full origin-left bg-accent transition-transform rtl:origin-right"
          style={{ transform: `scaleX(${percent / 100})` }}
        />
      </Radix.Root>
      {detail ? <p className="text-sm text-ink-muted">{detail}</p> : null}
    </div>
  );
}
