import { cva } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export type Tone = "neutral" | "info" | "good" | "warn" | "bad" | "accent";

export const toneStyle = cva("", {
  variants: {
    tone: {
      neutral: "bg-neutral-soft text-neutral",
      info: "bg-info-soft text-info",
      good: "bg-good-soft text-good",
      warn: "bg-warn-soft text-warn",
      bad: "bg-bad-soft text-bad",
      accent: "bg-accent-soft text-accent",
    } satisfies Record<Tone, string>,
  },
  defaultVariants: { tone: "neutral" },
});

/** A word or number set apart, e.g. "Demo" or a count. For states use `Status`, which adds a shape. */
export function Badge({ tone = "neutral", className, ...props }: ComponentProps<"span"> & { tone?: Tone }) {
  return (
    <span
      className={cn("inline-flex h-5 items-center rounded-sm px-1.5 text-xs font-medium whitespace-nowrap", toneStyle({ tone }), className)}
      {...props}
    />
  );
}
