"use client";

import { addressWords } from "@/components/contacts/address-words";
import { CircleSlash } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition, type ReactNode } from "react";
import { changeQuery } from "@/components/data-table/query";
import { DetailSheet } from "@/components/detail-sheet/detail-sheet";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";
import type { SuppressionRow } from "@/lib/consent/list-suppressions";
import type { AddVerb } from "./add-dialog";
import { channelWords, liftWords, SOURCES } from "./words";

type Props = {
  id: string;
  /** Null where the entry is lifted or never was. */
  row: SuppressionRow | null;
  remove: (input: { suppressionId: string }) => Promise<ActionResult<void>>;
  add: AddVerb;
};

/** [CON-09] One entry beside the list: who said so, how, to which of our numbers, and who can lift it. */
export function SuppressionSheet({ id, row, remove, add }: Props) {
  const [pending, start] = useTransition();
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams().toString();
  if (!row)
    return (
      <DetailSheet rowId={id} title="Do not contact">
        <EmptyState icon={CircleSlash} title="This entry is not on the list">
          It may have been lifted by the patient or removed by staff.
        </EmptyState>
      </DetailSheet>
    );
  const takeOff = (): void =>
    start(async () => {
      const result = await remove({ suppressionId: row.id });
      if (!result.ok) return toast.failed("It stays on the list", result.message);
      router.replace(pathname + changeQuery(search, { open: undefined }), { scroll: false });
      toast.undo(`${addressWords(row.address)} may be contacted again.`, () => {
        void add({ address: row.address, ...(row.note ? { note: row.note } : {}) });
      });
    });
  const facts: [string, ReactNode][] = [
    [
      "Patients",
      row.patients.map((patient) => (
        <Link key={patient.id} href={`/patients/${patient.id}`} className="block text-accent underline underline-offset-2">
          <bdi>{patient.name}</bdi>
        </Link>
      )),
    ],
    ["Not wanted", channelWords(row.channel)],
    ["Said by", row.by ? `${SOURCES[row.source]}: ${row.by}` : SOURCES[row.source]],
    ["How", row.how],
    ["In their words", row.wording ? <q key="words">{row.wording}</q> : null],
    [row.channel === "email" ? "Our address" : "Our number", row.ourAddress ? addressWords(row.ourAddress) : null],
    ["Note", row.note],
    ["Since", <Time key="since" time={row.since} />],
  ];
  return (
    <DetailSheet
      rowId={row.id}
      title={addressWords(row.address)}
      description="On the do-not-contact list"
      footer={
        row.removable ? (
          <Button pending={pending} onClick={takeOff}>
            Remove from the list
          </Button>
        ) : undefined
      }
    >
      <div className="flex flex-col gap-5">
        <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
          {facts.map(([label, value]) =>
            value && !(Array.isArray(value) && value.length === 0) ? (
              <div key={label} className="contents">
                <dt className="text-ink-muted">{label}</dt>
                <dd className="min-w-0 wrap-long">{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
        <p className="rounded-md border border-line bg-surface p-3">{liftWords(row)}</p>
      </div>
    </DetailSheet>
  );
}
