import { LinkTabs } from "@/components/ui/link-tabs";

const TABS = [
  { href: "/settings/people", label: "People" },
  { href: "/settings/people/groups", label: "Groups" },
  { href: "/settings/people/emergency", label: "Emergency access" },
] as const;

/** The parts of the screen about who sees and does what. */
export function PeopleTabs({ at }: { at: (typeof TABS)[number]["href"] }) {
  return <LinkTabs name="Parts of people" tabs={TABS} at={at} />;
}
