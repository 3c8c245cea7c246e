import { PageHeader } from "@/components/shell/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function ActivityLoading() {
  return (
    <>
      <PageHeader title="Activity">How many messages went out, what became of them, and what patients answered.</PageHeader>
      <div className="flex flex-col gap-4">
        <Skeleton className="h-8" />
        <Skeleton className="h-40" />
        <Skeleton className="h-72" />
      </div>
    </>
  );
}
