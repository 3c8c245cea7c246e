import { ScrollText } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { DetailSheet } from "@/components/detail-sheet/detail-sheet";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import type { AuditDetail } from "@/lib/audit/list-entries";

const MOST_IDS = 50;

/** [SEC-03] One entry of the audit log with everything that it holds. */
export function AuditSheet({ id, entry }: { id: string; entry: AuditDetail | null }) {
  if (!entry)
    return (
      <DetailSheet rowId={id} title="Audit entry">
        <EmptyState icon={ScrollText} title="There is no such entry">
          Entries are never deleted; the address may be wrong.
        </EmptyState>
      </DetailSheet>
    );
  const facts: [string, ReactNode][] = [
    ["When", <Time key="at" time={entry.at} />],
    ["Who", <bdi key="who">{entry.who}</bdi>],
    [
      "Patient",
      entry.patient ? (
        <span key="patient" className="flex flex-col">
          <Go href={`/patients/${entry.patient.id}`}>
            <bdi>{entry.patient.name}</bdi>
          </Go>
          <Go href={`/settings/audit?patient=${entry.patient.id}`}>Everything about this patient</Go>
        </span>
      ) : null,
    ],
    [
      "Kind",
      entry.href ? (
        <Go key="kind" href={entry.href}>
          {entry.kind}
        </Go>
      ) : (
        entry.kind
      ),
    ],
    ...entry.facts.map((fact): [string, ReactNode] => [fact.name, fact.value]),
    [
      "Records",
      entry.ids.length > 0 ? (
        <span key="ids">
          {entry.ids.length}
          <ul className="font-mono text-sm text-ink-muted">
            {entry.ids.slice(0, MOST_IDS).map((one) => (
              <li key={one}>{one}</li>
            ))}
            {entry.ids.length > MOST_IDS ? <li>and {entry.ids.length - MOST_IDS} more</li> : null}
          </ul>
        </span>
      ) : null,
    ],
    [
      "Seal",
      entry.seal ? (
        <span key="seal">
          No. {entry.seal.number}, <Time time={entry.seal.at} />
        </span>
      ) : (
        "Not sealed yet; this happens within minutes"
      ),
    ],
    ["Code", <code key="code">{entry.actionCode}</code>],
    ["Id of the thing", entry.entityId ? <code key="entity">{entry.entityId}</code> : null],
    ["Request", entry.requestId ? <code key="request">{entry.requestId}</code> : null],
  ];
  return (
    <DetailSheet rowId={entry.id} title={entry.action} description="Audit entry">
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-2">
        {facts
          .filter(([, value]) => value !== null && value !== "")
          .map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-muted">{name}</dt>
              <dd className="wrap-long">{value}</dd>
            </div>
          ))}
      </dl>
    </DetailSheet>
  );
}

function Go({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="text-accent underline underline-offset-2">
      {children}
    </Link>
  );
}
