import type { Metadata } from "next";
import type { SearchParams } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import { LiveRefresh } from "@/components/live/live-refresh";
import { AccountList } from "@/components/senders/account-list";
import { AccountSheet } from "@/components/senders/account-sheet";
import { SenderSheet } from "@/components/senders/sender-sheet";
import { SendersTable } from "@/components/senders/senders-table";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { env } from "@/lib/env";
import { listAccounts, listSenders, senderFacilities } from "@/lib/senders/queries";
import * as verbs from "./actions";

export const metadata: Metadata = { title: "Senders" };

const SPEC = { sortable: [], defaultSort: { id: "address", desc: false }, filters: [] };

export default async function SendersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = await readListQuery(await searchParams, SPEC);
  const { senders, accounts, facilities, admin } = await withStaff(
    async (ctx, user) => ({
      senders: await listSenders(ctx),
      accounts: await listAccounts(ctx),
      facilities: await senderFacilities(ctx),
      admin: user.role === "admin",
    }),
    "manager",
  );
  const { open } = query;
  const sender = senders.find((row) => row.id === open);
  const account = accounts.find((row) => row.id === open);
  return (
    <>
      <PageHeader title="Senders">The numbers and addresses that your messages come from, and the carriers that carry them.</PageHeader>
      <div className="flex flex-col gap-8">
        <SendersTable
          rows={senders}
          query={query}
          accounts={accounts.length}
          standIns={admin && env().mode === "demo" ? verbs.useStandIns : undefined}
        />
        <AccountList rows={accounts} admin={admin} />
      </div>
      {sender || (open === "new" && accounts.length > 0) ? (
        <SenderSheet
          key={`${open} ${sender?.stopped}`}
          sender={sender}
          accounts={accounts}
          facilities={facilities}
          verbs={{ save: verbs.saveOneSender, stop: verbs.stopOne, start: verbs.startOne }}
        />
      ) : null}
      {account || (open === "account" && admin) ? (
        <AccountSheet key={open} account={account} admin={admin} save={verbs.saveOneAccount} test={verbs.testAccount} />
      ) : null}
      <LiveRefresh topics={["practice"]} />
    </>
  );
}
