import type { ComponentProps } from "react";
import { IncidentUpdate, NewIncident } from "./incident-forms";
import { IncidentList, type ShownIncident } from "./incident-list";

type Act = ComponentProps<typeof NewIncident>["post"];

/** [OPS-07] Where incidents are posted and continued; for the operator, and for the admins of an installation's only organization. */
export function IncidentDesk({
  open,
  components,
  post,
  update,
}: {
  open: readonly ShownIncident[];
  components: readonly { id: string; name: string }[];
  post: Act;
  update: Act;
}) {
  return (
    <div className="flex flex-col gap-8">
      {open.map((incident) => (
        <section key={incident.id} aria-label={incident.title} className="flex flex-col gap-4">
          <IncidentList incidents={[incident]} />
          <IncidentUpdate incident={incident} update={update} />
        </section>
      ))}
      <section className="flex flex-col gap-3">
        <h2 className="text-lg font-semibold">New incident</h2>
        <NewIncident post={post} components={components} />
      </section>
    </div>
  );
}
