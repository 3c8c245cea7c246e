import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { AheadLink } from "@/components/outlook/ahead-link";
import { SettingsScreen } from "../_settings/settings-screen";

export const metadata: Metadata = { title: "Reminder settings" };

const AREAS = ["reminders", "delivery", "consent"] as const;

export default function ReminderSettingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return (
    <SettingsScreen searchParams={searchParams} title="Reminders" only={AREAS}>
      When patients hear from you, what they may answer, and on which channels. <AheadLink />
    </SettingsScreen>
  );
}
