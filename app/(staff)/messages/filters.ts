import { parseDayRange } from "@/components/data-table/day-range";
import type { SearchParams, TableQuery, TableSpec } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import type { FilterOption, TableFilter } from "@/components/data-table/types";
import { isId } from "@/lib/ids";
import { TAB_STATES } from "@/lib/messages/queries";
import { MESSAGE_TABS, type MessageFilter, type MessageTab } from "@/lib/messages/types";
import { statusWords, templateWords } from "@/lib/messages/words";
import { TEMPLATE_PURPOSES } from "@/lib/templates";
import { addDays, dayRange } from "@/lib/time";

const SPEC: TableSpec = {
  sortable: [],
  defaultSort: { id: "at", desc: true },
  filters: ["channel", "facility", "template", "state", "days"],
};

/** The list that an address asks for; the first one where it names none. */
export function readTab(params: SearchParams): MessageTab {
  return MESSAGE_TABS.find((tab) => tab === params.tab) ?? "sent";
}

export async function readQuery(params: SearchParams, tab: MessageTab): Promise<TableQuery> {
  const query = await readListQuery(params, SPEC);
  return { ...query, key: `${tab} ${query.key}` };
}

/** The table's question as the query takes it; days are those of the organization's zone. */
export function toFilter(query: TableQuery, zone: string, within: string | null): MessageFilter {
  const days = parseDayRange(query.filters.days?.[0]);
  return {
    q: query.q,
    channels: query.filters.channel ?? [],
    facilities: (query.filters.facility ?? []).filter(isId),
    templates: query.filters.template ?? [],
    states: query.filters.state ?? [],
    within,
    after: query.after,
    before: query.before,
    ...(days.from && { from: dayRange(zone, days.from).from }),
    ...(days.to && { to: dayRange(zone, addDays(days.to, 1)).from }),
  };
}

const CHANNELS: readonly FilterOption[] = [
  { value: "sms", label: "Text" },
  { value: "voice", label: "Call" },
  { value: "email", label: "E-mail" },
];

const PLAN_STATES: Record<string, string> = { skipped: "Skipped", failed: "Failed" };

export function filtersFor(tab: MessageTab, facilities: readonly { id: string; name: string }[]): TableFilter[] {
  const states = TAB_STATES[tab].map((value) => ({
    value,
    label: tab === "skipped" ? (PLAN_STATES[value] ?? value) : (SHORT_STATES[value] ?? statusWords(value)),
  }));
  return [
    { kind: "choice", id: "channel", label: "Channel", options: CHANNELS },
    ...(facilities.length > 1
      ? [{ kind: "choice" as const, id: "facility", label: "Facility", options: facilities.map((f) => ({ value: f.id, label: f.name })) }]
      : []),
    ...(tab === "answers"
      ? []
      : [
          {
            kind: "choice" as const,
            id: "template",
            label: "Message",
            options: Object.keys(TEMPLATE_PURPOSES).map((value) => ({ value, label: templateWords(value) })),
          },
        ]),
    ...(states.length ? [{ kind: "choice" as const, id: "state", label: "State", options: states }] : []),
    { kind: "days", id: "days", label: "Days" },
  ];
}

const SHORT_STATES: Record<string, string> = {
  sending: "Sending",
  uncertain: "Not certain",
  sent: "Sent, no receipt yet",
  delivered: "Delivered",
  undelivered: "Undelivered",
  failed: "Not sent",
};
