import { LinkTabs } from "@/components/ui/link-tabs";

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
  const href = (one: SystemTab): string => (one === "overview" ? base : `${base}?tab=${one}`);
  return <LinkTabs name="Parts of the system" tabs={SYSTEM_TABS.map((one) => ({ href: href(one), label: LABELS[one] }))} at={href(tab)} />;
}
