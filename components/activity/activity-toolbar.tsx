"use client";

import { FilterChip } from "@/components/data-table/filter-chip";
import { changeQuery } from "@/components/data-table/query";
import type { TableFilter } from "@/components/data-table/types";
import { useListUrl } from "@/components/data-table/use-list-url";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";

const RANGES = [
  { value: "today", label: "Today" },
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
] as const;

/** Range and filters of the report; all of it is the address. */
export function ActivityToolbar(props: {
  preset: string;
  values: Readonly<Record<string, readonly string[]>>;
  filters: readonly TableFilter[];
  children?: ReactNode;
}) {
  const { preset, values, filters } = props;
  const url = useListUrl();
  const router = useRouter();
  const choose = (range: string): void => {
    const params = new URLSearchParams(changeQuery(url.search, { filters: { days: [] } }));
    params.set("range", range);
    router.push(`/messages/activity?${params}`, { scroll: false });
  };
  const narrowed = filters.some((filter) => values[filter.id]?.length);
  return (
    <div role="toolbar" aria-label="Report" className="mb-4 flex flex-wrap items-center gap-2" aria-busy={url.pending || undefined}>
      <Segmented label="Range" value={preset} onChange={choose} segments={RANGES} />
      {filters.map((filter) => (
        <FilterChip
          key={filter.id}
          filter={filter}
          values={values[filter.id] ?? []}
          onChange={(chosen) => url.go({ filters: { [filter.id]: chosen } })}
        />
      ))}
      {narrowed ? (
        <Button look="quiet" size="sm" onClick={() => url.go({ filters: Object.fromEntries(filters.map((f) => [f.id, []])) })}>
          Clear all
        </Button>
      ) : null}
      {props.children ? <span className="ms-auto flex items-center gap-2">{props.children}</span> : null}
    </div>
  );
}
