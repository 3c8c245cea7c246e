import { DEFINITIONS } from "@/lib/activity/measures";
import type { Measure } from "@/lib/activity/types";

/** What narrows the report, as the addresses of report and lists spell it. */
export type Narrowing = {
  from: string;
  to: string;
  channels: readonly string[];
  facilities: readonly string[];
  templates: readonly string[];
};

/** One more thing that narrows: the line of a breakdown. */
export type Part = { day?: string; hour?: string; channel?: string; facility?: string; template?: string; reason?: string };

/** [RTY-07] The list that holds exactly the messages of one number of the report. */
export function listHref(measure: Measure, by: Narrowing, part: Part = {}): string {
  const params = new URLSearchParams(DEFINITIONS[measure].list);
  const put = (name: string, values: readonly string[]): void => {
    if (values.length) params.set(name, values.join(","));
  };
  put("channel", part.channel ? [part.channel] : by.channels);
  put("facility", part.facility ? [part.facility] : by.facilities);
  put("template", part.template ? [part.template] : by.templates);
  if (part.hour) params.set("hour", part.hour);
  if (part.reason !== undefined) params.set("reason", part.reason || "none");
  params.set("days", part.day ? `${part.day}..${part.day}` : `${by.from}..${by.to}`);
  return `/messages?${params}`;
}
