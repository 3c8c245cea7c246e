import { parseDayRange } from "@/components/data-table/day-range";
import type { SearchParams, TableQuery, TableSpec } from "@/components/data-table/query";
import { readListQuery } from "@/components/data-table/read-query";
import type { FilterOption, TableFilter } from "@/components/data-table/types";
import { isId } from "@/lib/ids";
import { describeReason, HOLD_CODES, SKIP_CODES } from "@/lib/delivery/reasons";
import { NO_REASON, TAB_STATES } from "@/lib/messages/queries";
import { MESSAGE_TABS, type MessageFilter, type MessageTab } from "@/lib/messages/types";
import { carrierCodes, carrierCodeWords, INTENT_CODES, intentWords, statusWords, templateWords } from "@/lib/messages/words";
import { TEMPLATE_PURPOSES } from "@/lib/templates";
import { formatTime } from "@/lib/time";

const SPEC: TableSpec = {
  sortable: [],
  defaultSort: { id: "at", desc: true },
  filters: ["channel", "facility", "template", "state", "reason", "answered", "hour", "days"],
};

/** The list that an address asks for; the first one where it names none. */
export function readTab(params: SearchParams): MessageTab {
  return MESSAGE_TABS.find((tab) => tab === params.tab) ?? "sent";
}

export async function readQuery(params: SearchParams, tab: MessageTab): Promise<TableQuery> {
  const query = await readListQuery(params, SPEC);
  return { ...query, key: `${tab} ${query.key}` };
}

/** The table's question as the query takes it; days of what is planned are those of the organization's zone. */
export function toFilter(query: TableQuery, zone: string, within: string | null): MessageFilter {
  const days = parseDayRange(query.filters.days?.[0]);
  return {
    q: query.q,
    channels: query.filters.channel ?? [],
    facilities: (query.filters.facility ?? []).filter(isId),
    templates: query.filters.template ?? [],
    states: query.filters.state ?? [],
    reasons: query.filters.reason ?? [],
    hours: (query.filters.hour ?? []).map(Number).filter((hour) => HOURS.includes(hour)),
    answered: query.filters.answered?.includes("yes") ?? false,
    within,
    after: query.after,
    before: query.before,
    ...((days.from || days.to) && { days: { ...days, zone } }),
  };
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

const CHANNELS: readonly FilterOption[] = [
  { value: "sms", label: "Text" },
  { value: "voice", label: "Call" },
  { value: "email", label: "E-mail" },
];

const PLAN_STATES: Record<string, string> = { skipped: "Skipped", failed: "Failed" };

/** Why something stands in a list: what each reason of it is called. */
function reasonsOf(tab: MessageTab): FilterOption[] {
  const named = (codes: readonly string[], words: (code: string) => string): FilterOption[] =>
    codes.map((value) => ({ value, label: words(value) })).sort((a, b) => a.label.localeCompare(b.label, "en"));
  if (tab === "undelivered")
    return [
      { value: NO_REASON, label: "The carrier gave no reason" },
      ...named(carrierCodes(), (code) => carrierCodeWords(/^\d+$/.test(code) ? "sms" : "voice", code)),
    ];
  if (tab === "answers") return named(INTENT_CODES, intentWords);
  if (tab === "held") return named(HOLD_CODES, describeReason);
  return tab === "skipped" ? named(SKIP_CODES, describeReason) : [];
}

const hourWords = (hour: number): string => formatTime(`${String(hour).padStart(2, "0")}:00`, "en");

export function filtersFor(tab: MessageTab, facilities: readonly { id: string; name: string }[]): TableFilter[] {
  const reasons = reasonsOf(tab);
  const said = tab === "sent" || tab === "undelivered" || tab === "answers";
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
    ...(reasons.length
      ? [{ kind: "choice" as const, id: "reason", label: tab === "answers" ? "Understood as" : "Reason", options: reasons }]
      : []),
    ...(tab === "sent" ? [{ kind: "choice" as const, id: "answered", label: "Answered", options: [{ value: "yes", label: "Yes" }] }] : []),
    ...(said
      ? [
          {
            kind: "choice" as const,
            id: "hour",
            label: "Hour",
            options: HOURS.map((h) => ({ value: String(h), label: `From ${hourWords(h)}` })),
          },
        ]
      : []),
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
