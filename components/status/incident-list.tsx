import { Status } from "@/components/ui/status";
import { Time, type TimeText } from "@/components/ui/time";
import { IMPACT_WORDS, INCIDENT_LOOKS } from "./words";

export type ShownIncident = {
  id: string;
  title: string;
  impact: string;
  components: readonly string[];
  state: string;
  updates: readonly { id: string; state: string; body: string; at: TimeText }[];
};

/** Incidents with everything that was said about them, the newest first. */
export function IncidentList({ incidents }: { incidents: readonly ShownIncident[] }) {
  return (
    <ul className="flex flex-col gap-4">
      {incidents.map((incident) => (
        <li key={incident.id} className="flex flex-col gap-3 rounded-md border border-line bg-surface p-4">
          <div className="flex flex-wrap items-start justify-between gap-2">
            <h3 className="wrap-long font-semibold">{incident.title}</h3>
            <Status look={INCIDENT_LOOKS[incident.state]!} />
          </div>
          <p className="text-ink-muted">
            {IMPACT_WORDS[incident.impact]}
            {incident.components.length > 0 ? `: ${incident.components.join(", ")}` : ""}
          </p>
          <ol className="flex flex-col gap-3">
            {incident.updates.map((update) => (
              <li key={update.id} className="border-s-2 border-line ps-3">
                <p className="wrap-long whitespace-pre-line">{update.body}</p>
                <p className="text-sm text-ink-muted">
                  {INCIDENT_LOOKS[update.state]!.word} · <Time time={update.at} />
                </p>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ul>
  );
}
