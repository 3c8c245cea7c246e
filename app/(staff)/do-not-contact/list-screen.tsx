import Link from "next/link";
import { ContactListTable } from "@/components/contact-lists/contact-list-table";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { ListTabs } from "@/components/do-not-contact/list-tabs";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import type { ContactList } from "@/lib/consent/choose-contact";
import { isAllowListOnly, listContactList } from "@/lib/consent/contact-lists/list-entries";
import { addToContacts, removeFromContacts } from "./actions";

const SPEC = { sortable: [], defaultSort: { id: "since", desc: true }, filters: [] };

const TITLES: Record<ContactList, string> = { allowed: "Allowed", blocked: "Blocked" };

/** [CON-07] [CON-08] The allow-list or the block-list, beside the do-not-contact list. */
export async function ListScreen({ list, searchParams }: { list: ContactList; searchParams: Promise<SearchParams> }) {
  const query = await readListQuery(await searchParams, SPEC);
  const { page, on, mayChange } = await withStaff(async (ctx, user) => ({
    on: await isAllowListOnly(ctx),
    mayChange: user.role !== "staff" && ctx.access.facilities === null,
    page: await listContactList(ctx, {
      list,
      q: query.q,
      ...(query.after && { after: query.after }),
      ...(query.before && { before: query.before }),
    }),
  }));
  return (
    <>
      <PageHeader title={TITLES[list]}>
        {list === "blocked" ? (
          "Numbers and addresses that are never contacted, by decision of the practice."
        ) : (
          <>
            {on ? "Only these are contacted at present." : "Not in use at present: everyone may be contacted."}{" "}
            <Link href="/settings?open=consent.allowListOnly" className="text-accent underline underline-offset-2">
              Open the setting
            </Link>
          </>
        )}
      </PageHeader>
      <ListTabs at={`/do-not-contact/${list}`} />
      <ContactListTable list={list} query={query} page={page} mayChange={mayChange} add={addToContacts} remove={removeFromContacts} />
      <LiveRefresh topics={["suppressions"]} />
    </>
  );
}
