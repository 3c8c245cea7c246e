import { FileUp } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { withStaff } from "@/lib/actions/with-staff";
import { organizationZone } from "@/lib/imports/organization-zone";
import { type ImportSummary, listImports } from "@/lib/imports/queries";
import { bytesText, count, KIND_WORDS, runLook, whenText } from "./_components/words";

export const metadata: Metadata = { title: "Import" };

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

export default async function ImportsPage({ searchParams }: { searchParams: Promise<{ before?: string }> }) {
  const { before } = await searchParams;
  const { imports, zone } = await withStaff(async (ctx) => ({
    imports: await listImports(ctx, { before: before && ID.test(before) ? before : undefined }),
    zone: await organizationZone(ctx),
  }));
  const start = (
    <Button asChild look="primary">
      <Link href="/import/new">Import a file</Link>
    </Button>
  );
  return (
    <>
      <LiveRefresh topics={["imports"]} />
      <PageHeader title="Import" actions={imports.length > 0 ? start : undefined}>
        Patients, schedules and do-not-contact lists from CSV files. The same file twice changes nothing.
      </PageHeader>
      {imports.length === 0 ? (
        <EmptyState icon={FileUp} title={before ? "No older imports" : "Nothing imported yet"} action={start}>
          Export your patients or your schedule as CSV from the system you use now. Every row is checked before anything is changed.
        </EmptyState>
      ) : (
        <div className="overflow-x-auto">
          <Table>
            <thead>
              <tr>
                <TableHead>File</TableHead>
                <TableHead>Holds</TableHead>
                <TableHead>State</TableHead>
                <TableHead>Result</TableHead>
                <TableHead>Started</TableHead>
                <TableHead>By</TableHead>
              </tr>
            </thead>
            <tbody>
              {imports.map((run) => (
                <TableRow key={run.id}>
                  <TableCell>
                    <Link
                      href={`/import/${run.id}`}
                      className="wrap-long font-medium text-accent underline underline-offset-2 hover:no-underline"
                    >
                      {run.fileName}
                    </Link>{" "}
                    <span className="text-sm whitespace-nowrap text-ink-muted">{bytesText(run.bytes)}</span>
                  </TableCell>
                  <TableCell>{KIND_WORDS[run.kind]}</TableCell>
                  <TableCell>
                    <Status look={runLook(run)} />
                  </TableCell>
                  <TableCell>{resultText(run)}</TableCell>
                  <TableCell className="whitespace-nowrap">{whenText(run.createdAt, zone)}</TableCell>
                  <TableCell>{run.createdBy ?? "—"}</TableCell>
                </TableRow>
              ))}
            </tbody>
          </Table>
          {imports.length === 50 ? (
            <p className="mt-3">
              <Link href={`/import?before=${imports.at(-1)!.id}`} className="text-accent underline underline-offset-2">
                Older imports
              </Link>
            </p>
          ) : null}
        </div>
      )}
    </>
  );
}

function resultText(run: ImportSummary): string {
  if (run.progress.rows === 0) return "—";
  const parts = run.dryRun
    ? [`${count(run.created, "new row")}`, `${count(run.updated, "known row")}`]
    : [count(run.created, "new", "new"), count(run.updated, "changed", "changed"), count(run.unchanged, "unchanged", "unchanged")];
  if (run.rejected > 0) parts.push(count(run.rejected, "left out", "left out"));
  return parts.join(", ");
}
