import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { fieldLabel, type ImportKind } from "@/lib/imports/fields";
import type { ImportDetail } from "@/lib/imports/queries";
import { CancelButton, RemapButton, RunButton } from "./run-buttons";
import { count, dayText } from "./words";

/** What the check found or the import did, the problems by kind, and what can be done next. */
export function RunOutcome({ run, mayChange, zone }: { run: ImportDetail; mayChange: boolean; zone: string }) {
  const things = THINGS[run.kind];
  return (
    <div className="flex max-w-4xl flex-col gap-5">
      {run.error ? (
        <p role="alert" className="rounded-md border-2 border-bad p-3 font-medium">
          {run.error}
        </p>
      ) : null}
      <Sentence run={run} things={things} />
      <Figures run={run} />
      <WillCreate run={run} />
      {mayChange ? <Steps run={run} things={things} /> : null}
      <Problems run={run} mayChange={mayChange} />
      <Keeping run={run} zone={zone} />
    </div>
  );
}

/** Until when the file and the error file are there. */
function Keeping({ run, zone }: { run: ImportDetail; zone: string }) {
  return (
    <p className="text-sm text-ink-muted">
      {run.erasedAt
        ? `The file and its rows with problems were deleted on ${dayText(run.erasedAt, zone)}. What was imported stays.`
        : run.problems.kinds.length > 0
          ? `The rows with problems can be downloaded until ${dayText(run.keptUntil, zone)}. Then they and the uploaded file are deleted; what was imported stays.`
          : `The uploaded file is kept until ${dayText(run.keptUntil, zone)}. What was imported stays.`}
    </p>
  );
}

type Things = readonly [string, string];

const THINGS: Record<ImportKind, Things> = {
  patients: ["patient", "patients"],
  appointments: ["visit", "visits"],
  "do-not-contact": ["entry", "entries"],
};

/** Where what was imported can be seen. */
const RESULTS: Record<ImportKind, { href: string; text: string }> = {
  patients: { href: "/patients", text: "Open patients" },
  appointments: { href: "/schedule", text: "Open the schedule" },
  "do-not-contact": { href: "/do-not-contact", text: "Open the list" },
};

function Sentence({ run, things }: { run: ImportDetail; things: Things }) {
  const good = run.created + run.updated + run.unchanged;
  if (run.state === "checked")
    return (
      <p>
        Every row was checked; nothing has been changed yet. {count(good, "row")} can be imported
        {run.rejected > 0 ? `, ${count(run.rejected, "row")} will be left out` : ""}.
      </p>
    );
  if (run.state === "done")
    return (
      <p>
        The import is finished. {count(run.created + run.updated, ...things)} {run.created + run.updated === 1 ? "was" : "were"} created or
        changed.
      </p>
    );
  if (run.state === "cancelled")
    return (
      <p>
        {run.dryRun
          ? "Cancelled before anything was changed."
          : "Stopped. What was imported until then stays; importing the same file again goes on from there."}
      </p>
    );
  return null;
}

function Figures({ run }: { run: ImportDetail }) {
  const figures: [string, number][] = run.dryRun
    ? [
        ["New", run.created],
        ["Already known", run.updated],
        ["Will be left out", run.rejected],
      ]
    : [
        ["Created", run.created],
        ["Changed", run.updated],
        ["Unchanged", run.unchanged],
        ["Left out", run.rejected],
      ];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt className="text-sm text-ink-muted">{label}</dt>
          <dd className="text-lg font-semibold">{value.toLocaleString("en-US")}</dd>
        </div>
      ))}
    </dl>
  );
}

function WillCreate({ run }: { run: ImportDetail }) {
  const lists = (
    [
      ["Facilities", run.willCreate.facilities],
      ["Providers", run.willCreate.providers],
      ["Visit types", run.willCreate.types],
    ] as const
  ).filter(([, names]) => names.length > 0);
  if (lists.length === 0) return null;
  return (
    <section aria-labelledby="will-create">
      <h2 id="will-create" className="text-lg font-semibold">
        {run.dryRun ? "Will be made, because nothing has these names yet" : "Made by this import"}
      </h2>
      <dl className="mt-1 flex flex-col gap-1">
        {lists.map(([label, names]) => (
          <div key={label} className="flex flex-wrap gap-x-2">
            <dt className="font-medium">{label}:</dt>
            <dd>{names.join(", ")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Steps({ run, things }: { run: ImportDetail; things: Things }) {
  const good = run.created + run.updated + run.unchanged;
  return (
    <div className="flex flex-wrap gap-2">
      {run.state === "checked" && good > 0 ? <RunButton runId={run.id}>{`Import ${count(good, ...things)}`}</RunButton> : null}
      {run.state === "failed" && !run.dryRun ? <RunButton runId={run.id}>Go on</RunButton> : null}
      {run.state === "checked" || (run.state === "failed" && run.dryRun) ? <RemapButton runId={run.id} /> : null}
      {run.state === "checked" || run.state === "failed" ? <CancelButton runId={run.id} importing={false} /> : null}
      {run.state === "done" ? (
        <Button asChild look="primary">
          <Link href={RESULTS[run.kind].href}>{RESULTS[run.kind].text}</Link>
        </Button>
      ) : null}
      {run.state === "done" || run.state === "cancelled" ? (
        <Button asChild>
          <Link href="/import/new">Import another file</Link>
        </Button>
      ) : null}
    </div>
  );
}

function columnName(run: ImportDetail, field: string): string {
  if (field === "row") return "Whole row";
  const column = Object.entries(run.mapping.columns).find(([key]) => key === field)?.[1];
  return (column === undefined ? undefined : run.headers[column]) ?? fieldLabel(field);
}

function Problems({ run, mayChange }: { run: ImportDetail; mayChange: boolean }) {
  if (run.problems.kinds.length === 0) return null;
  return (
    <section aria-labelledby="problems" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="problems" className="text-lg font-semibold">
          Rows with problems
        </h2>
        {mayChange ? (
          <Button asChild>
            <a href={`/api/import/${run.id}/errors`} download>
              Download as CSV
            </a>
          </Button>
        ) : null}
      </div>
      <Table>
        <caption className="sr-only">Problems by kind</caption>
        <thead>
          <tr>
            <TableHead>Rows</TableHead>
            <TableHead>Column</TableHead>
            <TableHead>For example</TableHead>
          </tr>
        </thead>
        <tbody>
          {run.problems.kinds.map((kind) => (
            <TableRow key={`${kind.field}${kind.code}`}>
              <TableCell>{kind.count.toLocaleString("en-US")}</TableCell>
              <TableCell className="wrap-long">{columnName(run, kind.field)}</TableCell>
              <TableCell className="wrap-long">
                {kind.example}{" "}
                <span className="text-ink-muted">
                  {kind.severity === "reject" ? "The row is left out." : "Only this part is left out."}
                </span>
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <h3 className="font-semibold">The first of them</h3>
      <ul className="flex flex-col gap-2">
        {run.problems.examples.map((problem) => (
          <li key={`${problem.rowNumber}${problem.field}`}>
            <span className="font-medium">
              Row {problem.rowNumber.toLocaleString("en-US")}, {columnName(run, problem.field)}:
            </span>{" "}
            {problem.text} <span className="text-ink-muted">{problem.todo}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
