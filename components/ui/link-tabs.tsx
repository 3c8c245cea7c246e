import Link from "next/link";
import { cn } from "./cn";

export type LinkTab = { href: string; label: string };

/** Tabs that are places: each with an address of its own. `at` is the address of the one that is open; `name` says what they are the parts of. */
export function LinkTabs({ name, tabs, at }: { name: string; tabs: readonly LinkTab[]; at: string }) {
  return (
    <nav aria-label={name} className="mb-4 flex gap-4 overflow-x-auto border-b border-line">
      {tabs.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === at ? "page" : undefined}
          className={cn(
            "-mb-px flex h-9 shrink-0 items-center border-b-2 px-0.5 -outline-offset-2 transition-colors pointer-coarse:h-11",
            href === at ? "border-accent font-medium text-ink" : "border-transparent text-ink-muted hover:text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
