import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { SettingsScreen } from "./_settings/settings-screen";

export const metadata: Metadata = { title: "All settings" };

export default function AllSettingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return (
    <SettingsScreen searchParams={searchParams} title="All settings">
      Everything that can be set, what holds now and why, and who changed it.
    </SettingsScreen>
  );
}
