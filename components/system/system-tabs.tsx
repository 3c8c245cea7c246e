import Link from "next/link";
import { cn } from "@/components/ui/cn";

export const SYSTEM_TABS = ["overview", "workflows", "dead-letters", "retention", "status-page"] as const;
export type SystemTab = (typeof SYSTEM_TABS)[number];

const LABELS: Record<SystemTab, string> = {
  overview: "Overview",
  workflows: "Workflows",
  "dead-letters": "Dead letters",
  retention: "Retention",
  "status-page": "Status page",
};

/** The tab that an address names; anything unknown is the overview. */
export const readSystemTab = (text: unknown): SystemTab => SYSTEM_TABS.find((tab) => tab === text) ?? "overview";

/** The parts of the System screen, each with an address of its own below `base`. */
export function SystemTabs({ tab, base }: { tab: SystemTab; base: string }) {
  return (
    <nav aria-label="Parts of the system" className="mb-4 flex gap-4 overflow-x-auto border-b border-line">
      {SYSTEM_TABS.map((one) => (
        <Link
          key={one}
          href={one === "overview" ? base : `${base}?tab=${one}`}
          aria-current={one === tab ? "page" : undefined}
          className={cn(
            "-mb-px flex h-9 shrink-0 items-center border-b-2 px-0.5 -outline-offset-2 transition-colors pointer-coarse:h-11",
            one === tab ? "border-accent font-medium text-ink" : "border-transparent text-ink-muted hover:text-ink",
          )}
        >
          {LABELS[one]}
        </Link>
      ))}
    </nav>
  );
}
