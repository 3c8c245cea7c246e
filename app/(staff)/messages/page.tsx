import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { MessageSheet } from "@/components/messages/message-sheet";
import { MessageTabs } from "@/components/messages/message-tabs";
import { MessagesTable } from "@/components/messages/messages-table";
import { AheadLink } from "@/components/outlook/ahead-link";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { MOST_WORKBOOK_ROWS } from "@/lib/activity/export-messages";
import { findMessage } from "@/lib/messages/detail";
import { listFacilityChoices, listMessages } from "@/lib/messages/queries";
import { chosenFacility } from "../facility-cookie";
import { sendMessageNow, settleMessage } from "./actions";
import { filtersFor, readQuery, readTab, toFilter } from "./filters";

export const metadata: Metadata = { title: "Messages" };

export default async function MessagesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const tab = readTab(params);
  const query = await readQuery(params, tab);
  const wished = await chosenFacility();
  const data = await withStaff(async (ctx, user) => {
    const { facilities, zone } = await listFacilityChoices(ctx);
    const within = facilities.find((facility) => facility.id === wished)?.id ?? null;
    return {
      mayExport: user.role !== "staff",
      facilities: within ? [] : facilities,
      page: await listMessages(ctx, tab, toFilter(query, zone, within)),
      message: query.open ? ((await findMessage(ctx, query.open)) ?? null) : undefined,
    };
  });
  return (
    <>
      <PageHeader title="Messages">
        What went out, what came back, and what goes out next. <AheadLink />
      </PageHeader>
      <MessageTabs tab={tab} />
      <MessagesTable
        tab={tab}
        query={query}
        page={data.page}
        filters={filtersFor(tab, data.facilities)}
        exportLimit={data.mayExport ? MOST_WORKBOOK_ROWS : undefined}
      />
      {query.open ? (
        <MessageSheet
          key={query.open}
          id={query.open}
          message={data.message ?? null}
          ids={data.page.rows.map((row) => row.id)}
          sendNow={sendMessageNow}
          settle={settleMessage}
        />
      ) : null}
      <LiveRefresh topics={["messages"]} />
    </>
  );
}
