import Link from "next/link";
import { LastMessage, VisitStatus } from "@/components/appointments/status-cell";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { VisitPage } from "@/lib/schedule/queries";

/** A patient's visits, each leading to its sheet on the schedule. `folded`: only the head shows until it is opened. */
export function VisitTable({ title, page, none, folded }: { title: string; page: VisitPage; none: string; folded?: boolean }) {
  const heading = <h2 className="inline text-lg font-semibold">{title}</h2>;
  const body =
    page.rows.length === 0 ? (
      <p className="rounded-md border border-line bg-surface p-3 text-ink-muted">{none}</p>
    ) : (
      <div className="overflow-x-auto rounded-md border border-line bg-surface">
        <Table>
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <TableHead>When</TableHead>
              <TableHead>Status</TableHead>
              <TableHead className="max-sm:hidden">Visit</TableHead>
              <TableHead className="max-md:hidden">Last message</TableHead>
            </tr>
          </thead>
          <tbody>
            {page.rows.map((v) => (
              <TableRow key={v.id} className="last:border-b-0">
                <TableCell>
                  <Link
                    href={`/schedule?view=list&date=${v.date}&open=${v.id}`}
                    className="font-medium text-accent underline underline-offset-2 hover:no-underline"
                  >
                    {v.day} {v.date.slice(0, 4)}, {v.time}
                  </Link>{" "}
                  <span className="text-ink-muted">{v.zone}</span>
                </TableCell>
                <TableCell>
                  <VisitStatus visit={v} />
                </TableCell>
                <TableCell className="max-sm:hidden">
                  {v.type}, {v.provider}
                </TableCell>
                <TableCell className="max-md:hidden">
                  <LastMessage visit={v} />
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </div>
    );
  if (folded)
    return (
      <details>
        <summary className="mb-2">
          {heading} <span className="text-ink-muted">({page.next ? `latest ${page.rows.length}` : page.rows.length})</span>
        </summary>
        {body}
      </details>
    );
  return (
    <section className="flex flex-col gap-2">
      {heading}
      {body}
    </section>
  );
}
