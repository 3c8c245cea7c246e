"use client";

import { Plus, Send } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useAct } from "@/components/appointments/use-act";
import { DataTable } from "@/components/data-table/data-table";
import { changeQuery, type TableQuery } from "@/components/data-table/query";
import type { DataColumn } from "@/components/data-table/types";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { SenderRow } from "@/lib/senders/queries";
import { CHANNEL_WORDS, KIND_WORDS } from "./words";

const COLUMNS: readonly DataColumn<SenderRow>[] = [
  { id: "address", header: "Number or address", cell: (row) => <bdi>{row.address}</bdi> },
  { id: "channel", header: "For", width: "w-36", cell: (row) => CHANNEL_WORDS[row.channel] },
  { id: "kind", header: "Kind", width: "w-36", from: "lg", cell: (row) => KIND_WORDS[row.kind] ?? "–" },
  {
    id: "facility",
    header: "Sends for",
    from: "md",
    cell: (row) => (row.facility ? <bdi>{row.facility.name}</bdi> : row.isDefault ? "Every facility without its own" : "Nothing yet"),
  },
  { id: "mail", header: "Account e-mails", width: "w-36", from: "xl", cell: (row) => (row.accountMail ? "Yes" : "–") },
  {
    id: "state",
    header: "State",
    width: "w-28",
    from: "sm",
    cell: (row) => <Badge tone={row.stopped ? "bad" : "good"}>{row.stopped ? "Stopped" : "In use"}</Badge>,
  },
];

/** [ADM-02] Every number and address; where there is none, the way to the first one. */
export function SendersTable({
  rows,
  query,
  accounts,
  standIns,
}: {
  rows: readonly SenderRow[];
  query: TableQuery;
  accounts: number;
  /** In the demonstration, for admins: sets up the stand-ins. */
  standIns: ((input: Record<string, never>) => Promise<ActionResult<unknown>>) | undefined;
}) {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const { act, pending } = useAct();
  const add = (
    <Button asChild look="primary">
      <Link href={pathname + changeQuery(search, { open: "new" })} scroll={false}>
        <Plus aria-hidden /> New sender
      </Link>
    </Button>
  );
  const first = standIns ? (
    <Button
      look="primary"
      pending={pending}
      onClick={() => act(() => standIns({}), { failed: "Nothing was set up", done: () => toast.done("Ready to send.") })}
    >
      Use the demonstration’s stand-ins
    </Button>
  ) : accounts > 0 ? (
    add
  ) : undefined;
  return (
    <DataTable<SenderRow>
      label="Senders"
      columns={COLUMNS}
      rows={rows}
      rowId={(row) => row.id}
      rowName={(row) => `${CHANNEL_WORDS[row.channel]}, ${row.address}`}
      query={{ ...query, key: `${query.key} ${rows.map((row) => row.id).join(" ")}` }}
      page={{ summary: rows.length === 1 ? "1 sender" : `${rows.length} senders` }}
      rowHref="sheet"
      actions={rows.length > 0 ? add : undefined}
      empty={
        <EmptyState icon={Send} title="Nothing to send from yet" action={first}>
          {standIns
            ? "Here, stand-ins play the carriers: no message leaves this machine."
            : accounts > 0
              ? "Add the number or address that patients should see."
              : "First add your account at a carrier below, then the number or address that patients should see."}
        </EmptyState>
      }
    />
  );
}
