import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Holds the place of what is loading. Hidden from screen readers: say once per region that it loads. */
export function Skeleton({ className, ...props }: ComponentProps<"span">) {
  return <span aria-hidden className={cn("block h-4 animate-pulse-soft rounded-sm bg-neutral-soft", className)} {...props} />;
}
