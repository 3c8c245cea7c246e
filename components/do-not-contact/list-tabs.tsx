import Link from "next/link";
import { cn } from "@/components/ui/cn";

const TABS = [
  { href: "/do-not-contact", label: "Asked for no messages" },
  { href: "/do-not-contact/blocked", label: "Blocked" },
  { href: "/do-not-contact/allowed", label: "Allowed" },
] as const;

/** The lists of who gets nothing, or is alone to get anything, each with an address of its own. */
export function ListTabs({ at }: { at: (typeof TABS)[number]["href"] }) {
  return (
    <nav aria-label="Lists of numbers and addresses" className="mb-4 flex gap-4 overflow-x-auto border-b border-line">
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
