import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHeader } from "@/components/shell/page-header";
import { Progress } from "@/components/ui/progress";
import { Status } from "@/components/ui/status";
import { withStaff } from "@/lib/actions/with-staff";
import { AppError } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { DELIMITERS } from "@/lib/imports/detect";
import { ENCODINGS } from "@/lib/imports/encoding";
import { fieldsOf } from "@/lib/imports/fields";
import { organizationZone } from "@/lib/imports/organization-zone";
import { getImport, getImportSample } from "@/lib/imports/queries";
import { listZones } from "@/lib/time/zone-data";
import { MappingForm } from "../_components/mapping-form";
import { CancelButton } from "../_components/run-buttons";
import { RunOutcome } from "../_components/run-outcome";
import { bytesText, KIND_WORDS, progressText, runLook } from "../_components/words";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  if (!isId(runId)) notFound();
  const { run, sample, mayChange, zone } = await withStaff(async (ctx, user) => {
    const found = await getImport(ctx, runId).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "not-found") return undefined;
      throw error;
    });
    const mayChange = user.role !== "staff";
    return {
      run: found,
      sample: found?.state === "mapping" && mayChange ? await getImportSample(ctx, found) : undefined,
      mayChange,
      zone: await organizationZone(ctx),
    };
  });
  if (!run) notFound();
  const working = run.state === "checking" || run.state === "importing";
  return (
    <>
      <LiveRefresh topics={["imports"]} />
      <PageHeader
        title={run.fileName}
        crumbs={[{ label: "Import", href: "/import" }, { label: run.fileName }]}
        actions={working && mayChange ? <CancelButton runId={run.id} importing={run.state === "importing"} /> : undefined}
      >
        <span className="inline-flex flex-wrap items-center gap-2">
          {KIND_WORDS[run.kind]} · {bytesText(run.bytes)} <Status look={runLook(run)} />
        </span>
      </PageHeader>
      {working ? (
        <div className="max-w-xl">
          <Progress
            label={run.state === "checking" ? "Checking every row; nothing is changed yet" : "Importing"}
            value={run.progress.fraction}
            max={1}
            detail={`${progressText(run)}. It goes on when you leave this page.`}
          />
        </div>
      ) : null}
      {sample ? (
        <MappingForm
          key={`${run.encoding}${run.delimiter}`}
          runId={run.id}
          kind={run.kind}
          headers={run.headers}
          fields={fieldsOf(run.kind)}
          mapping={run.mapping}
          remembered={run.remembered}
          sample={sample}
          zones={listZones("choosable")}
          reading={{
            encoding: run.encoding,
            delimiter: run.delimiter,
            detectedEncoding: run.detectedEncoding,
            encodings: ENCODINGS,
            delimiters: DELIMITERS,
          }}
        />
      ) : null}
      {run.state === "mapping" && !mayChange ? <p>A manager has to choose what the columns mean before this file can be checked.</p> : null}
      {!working && run.state !== "mapping" ? <RunOutcome run={run} mayChange={mayChange} zone={zone} /> : null}
    </>
  );
}
