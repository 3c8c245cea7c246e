import { Skeleton } from "@/components/ui/skeleton";

/** The table's place while it loads, for `loading.tsx` and Suspense. */
export function DataTableSkeleton({ label, columns = 5, rows = 12 }: { label: string; columns?: number; rows?: number }) {
  return (
    <div className="flex flex-col gap-3">
      <output className="sr-only">{label} is loading</output>
      <Skeleton className="h-8 w-64 max-w-full" />
      <div aria-hidden className="overflow-hidden rounded-md border border-line bg-surface">
        {Array.from({ length: rows + 1 }, (_, row) => (
          <div key={row} className="flex h-9 items-center gap-6 border-b border-line px-3 last:border-b-0 first:bg-sunken">
            {Array.from({ length: columns }, (_, column) => (
              <Skeleton key={column} className={column === 0 ? "h-3 w-40" : "h-3 w-20 flex-1 max-sm:nth-[n+3]:hidden"} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
