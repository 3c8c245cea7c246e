import { LinkTabs } from "@/components/ui/link-tabs";

const TABS = [
  { href: "/patients", label: "All patients" },
  { href: "/patients/invalid-contacts", label: "Contacts that do not work" },
] as const;

/** The lists of patients, each with an address of its own. */
export function PatientTabs({ at }: { at: (typeof TABS)[number]["href"] }) {
  return <LinkTabs name="Lists of patients" tabs={TABS} at={at} />;
}
