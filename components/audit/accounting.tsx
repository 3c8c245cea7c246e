"use client";

import { FileOutput, Printer } from "lucide-react";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { exactTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { Accounting } from "@/lib/audit/disclosures";

/** The browser's print dialog. */
export function PrintButton() {
  return (
    <Button onClick={() => window.print()} className="print:hidden">
      <Printer aria-hidden /> Print
    </Button>
  );
}

/** [SEC-03] The accounting itself; what was taken back by mistake stays, struck through, and is not printed. */
export function AccountingList({
  accounting,
  withdraw,
}: {
  accounting: Accounting;
  withdraw: (input: { id: string }) => Promise<ActionResult<void>>;
}) {
  const { disclosures } = accounting;
  const [pending, start] = useTransition();
  const takeBack = (id: string): void =>
    start(async () => {
      const result = await withdraw({ id });
      if (!result.ok) toast.failed("It stays as it is", result.message);
    });
  if (disclosures.length === 0)
    return (
      <div className="rounded-md border border-line bg-surface">
        <EmptyState icon={FileOutput} title="Nothing was disclosed in these six years">
          Recorded here is what was told to somebody outside, other than for treatment, payment, the practice’s own operations, or to the
          patient.
        </EmptyState>
      </div>
    );
  return (
    <ol className="flex flex-col gap-3">
      {disclosures.map((one) => (
        <li
          key={one.id}
          className={`rounded-md border border-line bg-surface p-3 break-inside-avoid ${one.withdrawn ? "print:hidden" : ""}`}
        >
          <div className="flex flex-wrap items-baseline justify-between gap-2">
            <h2 className="font-semibold">
              {one.withdrawn ? (
                <s>
                  {one.on}: <bdi>{one.recipient}</bdi>
                </s>
              ) : (
                <>
                  {one.on}: <bdi>{one.recipient}</bdi>
                </>
              )}
            </h2>
            {one.withdrawn ? null : (
              <Button look="quiet" size="sm" pending={pending} className="print:hidden" onClick={() => takeBack(one.id)}>
                Recorded by mistake
              </Button>
            )}
          </div>
          <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 wrap-long">
            {(
              [
                ["Address", one.recipientAddress],
                ["What", one.what],
                ["Why", one.purpose],
                ["Recorded", `${exactTime(one.recordedAt)}, by ${one.by}`],
                ["Taken back", one.withdrawn ? `${exactTime(one.withdrawn.at)}, by ${one.withdrawn.by}` : ""],
              ] as const
            ).map(([name, value]) =>
              value ? (
                <div key={name} className="contents">
                  <dt className="text-ink-muted">{name}</dt>
                  <dd dir="auto">{value}</dd>
                </div>
              ) : null,
            )}
          </dl>
        </li>
      ))}
    </ol>
  );
}
