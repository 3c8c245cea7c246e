import Link from "next/link";
import { cn } from "@/components/ui/cn";

/** How far to look ahead; each span has an address of its own. */
export function SpanLinks({ spans, chosen }: { spans: readonly number[]; chosen: number }) {
  return (
    <nav aria-label="How far ahead" className="mb-4 flex gap-4 overflow-x-auto border-b border-line">
      {spans.map((days) => (
        <Link
          key={days}
          href={`/messages/ahead?days=${days}`}
          aria-current={days === chosen ? "page" : undefined}
          className={cn(
            "-mb-px flex h-9 shrink-0 items-center border-b-2 px-0.5 -outline-offset-2 transition-colors pointer-coarse:h-11",
            days === chosen ? "border-accent font-medium text-ink" : "border-transparent text-ink-muted hover:text-ink",
          )}
        >
          {days === 1 ? "Today" : `${days} days`}
        </Link>
      ))}
    </nav>
  );
}
