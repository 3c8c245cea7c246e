import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { withStaff } from "@/lib/actions/with-staff";
import { IMPORT_KINDS } from "@/lib/imports/fields";
import { FILE_LIMIT } from "@/lib/imports/start-import";
import { UploadForm } from "../_components/upload-form";

export const metadata: Metadata = { title: "Import a file" };

export default async function NewImportPage({ searchParams }: { searchParams: Promise<{ kind?: string }> }) {
  const { kind } = await searchParams;
  await withStaff(async () => undefined, "manager");
  return (
    <>
      <PageHeader title="Import a file" crumbs={[{ label: "Import", href: "/import" }, { label: "Import a file" }]}>
        Nothing is changed until you have seen what the check of every row found.
      </PageHeader>
      <UploadForm limitBytes={FILE_LIMIT} kind={IMPORT_KINDS.find((known) => known === kind)} />
    </>
  );
}
