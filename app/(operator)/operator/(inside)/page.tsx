import type { Metadata } from "next";
import Link from "next/link";
import { OrganizationList } from "@/components/operator/organization-list";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { listOrganizations } from "@/lib/operator/organizations";
import { requireOperator } from "@/lib/operator/session";

export const metadata: Metadata = { title: "Organizations" };

export default async function OrganizationsPage() {
  const rows = await listOrganizations(await requireOperator());
  return (
    <>
      <PageHeader
        title="Organizations"
        actions={
          <Button asChild look="primary">
            <Link href="/operator/new">New organization</Link>
          </Button>
        }
      >
        Root accounts with their sub-accounts. Patients and messages are not shown here, to nobody.
      </PageHeader>
      <OrganizationList rows={rows} />
    </>
  );
}
