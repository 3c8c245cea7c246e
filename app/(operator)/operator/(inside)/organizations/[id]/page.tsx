import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { EntryList } from "@/components/operator/entry-list";
import { OrganizationPanel } from "@/components/operator/organization-panel";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { listOperatorEntries, listOrganizations } from "@/lib/operator/organizations";
import { requireOperator } from "@/lib/operator/session";
import { inviteOneAdmin, setAreas, setStatus } from "../../../actions";

export const metadata: Metadata = { title: "Organization" };

export default async function OrganizationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const operator = await requireOperator();
  const rows = await listOrganizations(operator);
  const row = rows.find((one) => one.id === id);
  if (!row) notFound();
  const parent = rows.find((one) => one.id === row.parentId);
  const entries = await listOperatorEntries(operator, id);
  return (
    <>
      <PageHeader
        title={<bdi>{row.name}</bdi>}
        crumbs={[{ label: "Organizations", href: "/operator" }]}
        actions={
          row.parentId === null ? (
            <Button asChild>
              <Link href={`/operator/new?parent=${row.id}`}>New sub-account</Link>
            </Button>
          ) : undefined
        }
      >
        {parent ? `Sub-account of ${parent.name}` : "Root account"} · {row.slug} · {row.zone.replaceAll("_", " ")} ·{" "}
        {row.people === 1 ? "1 person" : `${row.people} people`}, {row.admins === 1 ? "1 admin" : `${row.admins} admins`}
      </PageHeader>
      <OrganizationPanel key={row.areasOff.join()} row={row} setStatus={setStatus} setAreas={setAreas} invite={inviteOneAdmin} />
      <h2 className="mt-8 mb-2 text-lg font-semibold">What operators did here</h2>
      <EntryList entries={entries} />
    </>
  );
}
