import Link from "next/link";
import { cn } from "@/components/ui/cn";

const TABS = [
  { href: "/settings/people", label: "People" },
  { href: "/settings/people/groups", label: "Groups" },
  { href: "/settings/people/emergency", label: "Emergency access" },
] as const;

/** The parts of the screen about who sees and does what. */
export function PeopleTabs({ at }: { at: (typeof TABS)[number]["href"] }) {
  return (
    <nav aria-label="Parts of people" className="mb-4 flex gap-4 overflow-x-auto border-b border-line">
      {TABS.map(({ href, label }) => (
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
