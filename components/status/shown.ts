import { moment } from "@/lib/messages/moment";
import { COMPONENTS } from "@/lib/health/components";
import type { Incident, StatusComponent } from "@/lib/ops/status-page";
import type { ShownComponent } from "./component-list";
import type { ShownIncident } from "./incident-list";

const nameOf = (id: string): string => COMPONENTS.find((one) => one.id === id)?.name ?? id;

/** An incident in words; times in `zone`, for the public page UTC. */
export function shownIncident(incident: Incident, zone = "UTC"): ShownIncident {
  return {
    id: incident.id,
    title: incident.title,
    impact: incident.impact,
    components: incident.components.map(nameOf),
    state: incident.state,
    updates: incident.updates.map((update) => ({ id: update.id, state: update.state, body: update.body, at: moment(update.at, zone) })),
  };
}

export function shownComponent(component: StatusComponent): ShownComponent {
  const seen = component.days.filter((day) => day.state !== "none");
  const bad = seen.filter((day) => day.state !== "ok").length;
  const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);
  const history =
    seen.length === 0
      ? "No history yet."
      : seen.length === 1
        ? `${bad === 0 ? "No problems" : "Problems"} today.`
        : `${bad === 0 ? "No problems" : `Problems on ${days(bad)}`} in the last ${days(seen.length)}.`;
  return { id: component.id, name: component.name, state: component.state, days: component.days, history };
}

/** The sentence that stands on top. */
export function overall(
  components: readonly { state: string }[],
  openIncidents: number,
): { text: string; look: "ok" | "degraded" | "down" | "unknown" } {
  const has = (state: string): boolean => components.some((one) => one.state === state);
  if (has("down")) return { text: "Something does not work", look: "down" };
  if (has("degraded") || openIncidents > 0) return { text: "Something is impaired", look: "degraded" };
  if (has("unknown")) return { text: "We cannot tell just now how everything does", look: "unknown" };
  return { text: "Everything works", look: "ok" };
}
