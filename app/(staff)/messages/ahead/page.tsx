import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { OutlookDays } from "@/components/outlook/outlook-days";
import { SpanLinks } from "@/components/outlook/span-links";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { getOutlook, MOST_EXPLAINED, OUTLOOK_DAYS } from "@/lib/delivery/outlook";
import { listFacilityChoices } from "@/lib/messages/queries";
import { chosenFacility } from "../../facility-cookie";

export const metadata: Metadata = { title: "What goes out" };

export default async function AheadPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const days = OUTLOOK_DAYS.find((n) => String(n) === params.days) ?? 3;
  const wished = await chosenFacility();
  const outlook = await withStaff(async (ctx) => {
    const { facilities } = await listFacilityChoices(ctx);
    return getOutlook(ctx, { days, within: facilities.find((facility) => facility.id === wished)?.id ?? null });
  });
  return (
    <>
      <PageHeader title="What goes out">Every message planned for the next days, when, to whom, and why.</PageHeader>
      <SpanLinks spans={OUTLOOK_DAYS} chosen={days} />
      <OutlookDays outlook={outlook} most={MOST_EXPLAINED} />
      <LiveRefresh topics={["messages"]} />
    </>
  );
}
