import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "./button";

function Step({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href)
    return (
      <Button size="sm" disabled>
        {children}
      </Button>
    );
  return (
    <Button asChild size="sm">
      <Link href={href} scroll={false}>
        {children}
      </Link>
    </Button>
  );
}

export type PaginationProps = { previous?: string; next?: string; summary?: ReactNode; label?: string };

/** Back and forth through pages by cursor. A missing link is shown as not available, so that nothing moves under the pointer. */
export function Pagination({ previous, next, summary, label = "Pages" }: PaginationProps) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center justify-between gap-3">
      <span className="text-sm text-ink-muted">{summary}</span>
      <span className="flex gap-2">
        <Step href={previous}>
          <ChevronLeft aria-hidden className="rtl:rotate-180" />
          Previous
        </Step>
        <Step href={next}>
          Next
          <ChevronRight aria-hidden className="rtl:rotate-180" />
        </Step>
      </span>
    </nav>
  );
}
