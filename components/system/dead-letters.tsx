"use client";

import { MailQuestion } from "lucide-react";
import { useTransition } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { TableQuery } from "@/components/data-table/query";
import type { DataColumn } from "@/components/data-table/types";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { DeadRow } from "./types";

type Reprocess = (input: { receiptIds: string[] }) => Promise<ActionResult<{ count: number }>>;

const COLUMNS: readonly DataColumn<DeadRow>[] = [
  { id: "kind", header: "What", cell: (row) => row.kind },
  { id: "received", header: "Received", width: "w-56", cell: (row) => <Time time={row.received} inRow /> },
  { id: "carrier", header: "From", width: "w-28", from: "md", cell: (row) => row.carrier },
  { id: "attempts", header: "Tries", width: "w-20", align: "end", from: "md", cell: (row) => row.attempts },
  { id: "error", header: "Error", width: "w-56", from: "sm", cell: (row) => row.error },
];

/** [OPS-04] Webhooks that nothing could be made of: when, what kind, why. What they hold stays sealed. */
export function DeadLetters({
  rows,
  next,
  query,
  reprocess,
}: {
  rows: readonly DeadRow[];
  next: string | undefined;
  query: TableQuery;
  reprocess: Reprocess;
}) {
  const [pending, start] = useTransition();
  return (
    <DataTable<DeadRow>
      label="Dead letters, newest first"
      columns={COLUMNS}
      rows={rows}
      rowId={(row) => row.id}
      rowName={(row) => `${row.kind}, ${row.received.text}`}
      query={query}
      page={next ? { next } : {}}
      bulk={({ ids, done }) => (
        <Button
          look="primary"
          pending={pending}
          onClick={() =>
            start(async () => {
              const result = await reprocess({ receiptIds: [...ids] });
              if (!result.ok) return toast.failed("Nothing was changed", result.message);
              toast.done(`${result.data.count === 1 ? "One is" : `${result.data.count} are`} being worked on again.`);
              done();
            })
          }
        >
          Work on {ids.length === 1 ? "it" : "them"} again
        </Button>
      )}
      empty={
        <EmptyState icon={MailQuestion} title="No dead letters">
          When a carrier sends something that cannot be read even after several tries, it is kept here, sealed, until it can be.
        </EmptyState>
      }
    />
  );
}
