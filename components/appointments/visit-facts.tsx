import Link from "next/link";
import type { ReactNode } from "react";
import { Time } from "@/components/ui/time";
import type { VisitDetail } from "@/lib/schedule/find-visit";
import { formatDate } from "@/lib/time/format";

/** Who, when, where: the facts of a visit. */
export function VisitFacts({ visit }: { visit: VisitDetail }) {
  const { patient } = visit;
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      <Fact label="When">
        <Time time={visit.when} /> <span className="text-ink-muted">({visit.minutes} minutes)</span>
      </Fact>
      <Fact label="Facility">{visit.facility}</Fact>
      <Fact label="Provider">{visit.provider}</Fact>
      <Fact label="Visit">{visit.type}</Fact>
      <Fact label="Patient">
        <Link href={`/patients/${patient.id}`} className="text-accent underline underline-offset-2">
          <bdi>{patient.fullName || patient.name}</bdi>
        </Link>
        <span className="text-ink-muted">
          {patient.birthDate ? `, born ${formatDate(patient.birthDate, "en")}` : ""}, {patient.language}
          {patient.active ? "" : `, ${patient.status}`}
        </span>
      </Fact>
      {visit.note ? (
        <Fact label="Note">
          <span dir="auto" className="wrap-long whitespace-pre-wrap">
            {visit.note}
          </span>
        </Fact>
      ) : null}
      {visit.cancelReason ? (
        <Fact label="Why cancelled">
          <span dir="auto" className="wrap-long">
            {visit.cancelReason}
          </span>
        </Fact>
      ) : null}
      <Fact label="Came from">{visit.source}</Fact>
    </dl>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{label}</dt>
      <dd className="wrap-long min-w-0">{children}</dd>
    </>
  );
}
