import type { Metadata } from "next";
import { EntryList } from "@/components/operator/entry-list";
import { PageHeader } from "@/components/shell/page-header";
import { listOperatorEntries } from "@/lib/operator/organizations";
import { requireOperator } from "@/lib/operator/session";

export const metadata: Metadata = { title: "Operator audit" };

export default async function OperatorAuditPage() {
  const entries = await listOperatorEntries(await requireOperator());
  return (
    <>
      <PageHeader title="Operator audit">The last 200 things that operators did. Nothing can be taken out.</PageHeader>
      <EntryList entries={entries} />
    </>
  );
}
