"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { changeQuery } from "@/components/data-table/query";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { AccountRow } from "@/lib/senders/queries";
import { CARRIER_WORDS } from "./words";

/** [ADM-02] The accounts at carriers, without their keys. */
export function AccountList({ rows, admin }: { rows: readonly AccountRow[]; admin: boolean }) {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const to = (open: string): string => pathname + changeQuery(search, { open });
  return (
    <section aria-labelledby="accounts" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="accounts" className="text-lg font-semibold">
          Accounts at carriers
        </h2>
        {admin ? (
          <Button asChild>
            <Link href={to("account")} scroll={false}>
              Add an account
            </Link>
          </Button>
        ) : null}
      </div>
      {rows.length === 0 ? (
        <p className="text-ink-muted">None yet. {admin ? "" : "An admin of your organization can add one."}</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line rounded-md border border-line bg-surface">
          {rows.map((row) => (
            <li key={row.id}>
              <Link href={to(row.id)} scroll={false} className="flex flex-wrap items-center gap-x-4 gap-y-1 p-3 hover:bg-hover">
                <span className="font-medium">{CARRIER_WORDS[row.carrier]}</span>
                <span className="min-w-0 flex-1 wrap-long text-ink-muted">{row.accountRef}</span>
                <Badge tone={row.stopped ? "bad" : "good"}>{row.stopped ? "Stopped" : "In use"}</Badge>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
