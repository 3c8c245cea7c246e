import type { Metadata } from "next";
import { NewOrganizationForm } from "@/components/operator/new-organization-form";
import { PageHeader } from "@/components/shell/page-header";
import { listOrganizations } from "@/lib/operator/organizations";
import { requireOperator } from "@/lib/operator/session";
import { listZones } from "@/lib/time";
import { createNewOrganization } from "../../actions";

export const metadata: Metadata = { title: "New organization" };

export default async function NewOrganizationPage({ searchParams }: { searchParams: Promise<{ parent?: string | string[] }> }) {
  const { parent } = await searchParams;
  const rows = await listOrganizations(await requireOperator());
  const roots = rows.filter((row) => row.parentId === null && row.status !== "closed").map(({ id, name }) => ({ id, name }));
  return (
    <>
      <PageHeader title="New organization" crumbs={[{ label: "Organizations", href: "/operator" }]}>
        Its first admin gets an invitation and sets up everything else.
      </PageHeader>
      <NewOrganizationForm
        roots={roots}
        parent={typeof parent === "string" ? parent : ""}
        zones={listZones("choosable")}
        create={createNewOrganization}
      />
    </>
  );
}
