import { LinkTabs } from "@/components/ui/link-tabs";

const TABS = [
  { href: "/do-not-contact", label: "Asked for no messages" },
  { href: "/do-not-contact/blocked", label: "Blocked" },
  { href: "/do-not-contact/allowed", label: "Allowed" },
] as const;

/** The lists of who gets nothing, or is alone to get anything, each with an address of its own. */
export function ListTabs({ at }: { at: (typeof TABS)[number]["href"] }) {
  return <LinkTabs name="Lists of numbers and addresses" tabs={TABS} at={at} />;
}
