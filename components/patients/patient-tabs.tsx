import Link from "next/link";
import { cn } from "@/components/ui/cn";

const TABS = [
  { href: "/patients", label: "All patients" },
  { href: "/patients/invalid-contacts", label: "Contacts that do not work" },
] as const;

/** The lists of patients, each with an address of its own. */
export function PatientTabs({ at }: { at: (typeof TABS)[number]["href"] }) {
  return (
    <nav aria-label="Lists of patients" className="mb-4 flex gap-4 overflow-x-auto border-b border-line">
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
