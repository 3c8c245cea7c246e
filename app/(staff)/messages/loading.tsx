import { DataTableSkeleton } from "@/components/data-table/skeleton";
import { PageHeader } from "@/components/shell/page-header";

export default function MessagesLoading() {
  return (
    <>
      <PageHeader title="Messages">What went out, what came back, and what goes out next.</PageHeader>
      <DataTableSkeleton label="Messages" columns={6} />
    </>
  );
}
