import Link from "next/link";
import type { ReactNode } from "react";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { DEFINITIONS } from "@/lib/activity/measures";
import type { Figures, Measure } from "@/lib/activity/types";
import { listHref, type Narrowing, type Part } from "./list-href";
import { count } from "./words";

/** A line with its name, and what narrows the list behind its numbers; null where no list holds exactly them. */
export type NamedLine = { key: string; name: string; part: Part | null; figures: Partial<Figures> };

/** A chart with the table of its numbers behind it. */
export function Panel({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2 rounded-md border border-line bg-surface p-3">
      <h2 className="text-base font-semibold">{title}</h2>
      {about ? <p className="text-sm text-ink-muted">{about}</p> : null}
      {children}
    </section>
  );
}

/** Lines by number; each number leads to its messages. */
export function NumberTable(props: {
  title: string;
  first: string;
  lines: readonly NamedLine[];
  measures: readonly Measure[];
  by: Narrowing;
}) {
  const { title, first, lines, measures, by } = props;
  return (
    // A table that is wider than a phone is moved by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={`${title}, numbers`} tabIndex={0} className="max-h-96 overflow-auto">
      <Table>
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <TableHead>{first}</TableHead>
            {measures.map((measure) => (
              <TableHead key={measure} className="text-end">
                {DEFINITIONS[measure].label}
              </TableHead>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <TableRow key={line.key}>
              <th scope="row" className="px-3 py-1 text-start font-normal">
                {line.name}
              </th>
              {measures.map((measure) => (
                <TableCell key={measure} className="text-end tabular-nums">
                  {line.part && line.figures[measure] ? (
                    <Link href={listHref(measure, by, line.part)} className="underline underline-offset-2">
                      {count(line.figures[measure])}
                    </Link>
                  ) : (
                    count(line.figures[measure] ?? 0)
                  )}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
