import type { Metadata } from "next";
import { connection } from "next/server";
import { ComponentList } from "@/components/status/component-list";
import { IncidentList } from "@/components/status/incident-list";
import { overall, shownComponent, shownIncident } from "@/components/status/shown";
import { COMPONENT_LOOKS } from "@/components/status/words";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { moment } from "@/lib/messages/moment";
import { statusCache } from "@/lib/ops/status-page";

export const metadata: Metadata = { title: "Status" };

/** [OPS-07] For everyone, signed in or not: how each part does, what is being done about it, and how it was. Nothing of any clinic. */
export default async function StatusPage() {
  await connection();
  const { page, databaseAnswers } = await statusCache().show();
  const components = (page?.components ?? []).map((component) =>
    component.id === "database" && !databaseAnswers ? { ...component, state: "down" as const } : component,
  );
  const all = page
    ? overall(components, page.open.filter((one) => one.impact !== "maintenance").length)
    : ({ text: "Something does not work", look: "down" } as const);
  return (
    <main className="mx-auto flex max-w-3xl flex-col gap-8 px-4 py-10">
      <div className="flex flex-col gap-3">
        <h1 className="text-xl font-semibold">How Luma does</h1>
        <p className="flex flex-wrap items-center gap-3 text-lg">
          <Status look={COMPONENT_LOOKS[all.look]!} />
          {all.text}.
        </p>
        {databaseAnswers ? null : (
          <output className="block rounded-md bg-warn-soft p-3 text-warn">
            The database does not answer at the moment.{" "}
            {page ? "This is what was known before." : "Nothing is lost: messages wait until it is back."}
          </output>
        )}
        {page ? (
          <p className="text-sm text-ink-muted">
            As of <Time time={moment(page.asOf, "UTC")} />
          </p>
        ) : null}
      </div>
      {page && page.open.length > 0 ? (
        <section className="flex flex-col gap-3">
          <h2 className="text-lg font-semibold">Now</h2>
          <IncidentList incidents={page.open.map((one) => shownIncident(one))} />
        </section>
      ) : null}
      {page ? (
        <section className="flex flex-col gap-3">
          <h2 className="text-lg font-semibold">Parts</h2>
          <ComponentList components={components.map(shownComponent)} />
        </section>
      ) : null}
      {page ? (
        <section className="flex flex-col gap-3">
          <h2 className="text-lg font-semibold">The last 90 days</h2>
          {page.past.length > 0 ? <IncidentList incidents={page.past.map((one) => shownIncident(one))} /> : <p>No incidents.</p>}
        </section>
      ) : null}
    </main>
  );
}
