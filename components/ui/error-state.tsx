"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

/** What happened, that nothing was lost, what to do, and a reference to quote. */
export function ErrorState({
  title = "This could not be loaded",
  children = "Nothing was lost or changed. Try again in a moment.",
  reference,
  onRetry,
  retryLabel = "Try again",
  className,
}: {
  title?: ReactNode;
  children?: ReactNode;
  reference?: string;
  onRetry?: () => void;
  retryLabel?: string;
  className?: string;
}) {
  return (
    <div role="alert" className={cn("mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-12 text-center", className)}>
      <CircleAlert aria-hidden strokeWidth={1.5} className="size-8 text-bad" />
      <h2 className="text-lg font-semibold">{title}</h2>
      <div className="text-ink-muted">{children}</div>
      {reference ? <p className="font-mono text-sm text-ink-muted">Reference: {reference}</p> : null}
      {onRetry ? (
        <Button className="mt-2" onClick={onRetry}>
          {retryLabel}
        </Button>
      ) : null}
    </div>
  );
}
