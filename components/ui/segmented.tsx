"use client";

import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type Segment<V extends string> = { value: V; label: ReactNode };

/** One of a few choices that change what is shown (day or list, all or mine). */
export function Segmented<V extends string>({
  label,
  value,
  onChange,
  segments,
  className,
}: {
  label: string;
  value: V;
  onChange: (value: V) => void;
  segments: readonly Segment<V>[];
  className?: string;
}) {
  const pick = (picked: string) => {
    const segment = segments.find((s) => s.value === picked);
    if (segment) onChange(segment.value);
  };
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={pick}
      className={cn("inline-flex rounded-md border border-line-strong/60 bg-sunken p-0.5", className)}
    >
      {segments.map((segment) => (
        <ToggleGroup.Item
          key={segment.value}
          value={segment.value}
          className="inline-flex h-6.5 items-center gap-1.5 rounded-sm px-2.5 text-sm text-ink-muted transition-colors hover:text-ink data-[state=on]:bg-surface data-[state=on]:font-medium data-[state=on]:text-ink data-[state=on]:ring-1 data-[state=on]:ring-line-strong/60 pointer-coarse:h-9 [&_svg]:size-4"
        >
          {segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
