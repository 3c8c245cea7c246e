"use client";

import { DownloadMenu } from "@/components/activity/download-menu";
import { addressWords } from "@/components/contacts/address-words";
import { CalendarClock, MailX, MessageSquareReply, MessagesSquare, PauseCircle, SkipForward, type LucideIcon } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import type { TableQuery } from "@/components/data-table/query";
import type { DataColumn, TableFilter } from "@/components/data-table/types";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { MessagePage, MessageRow, MessageTab } from "@/lib/messages/types";

const LABELS: Record<MessageTab, string> = {
  sent: "Messages sent, newest first",
  undelivered: "Messages that did not arrive, newest first",
  answers: "Patients' answers, newest first",
  next: "Messages to be sent, soonest first",
  held: "Messages that are held, soonest first",
  skipped: "Messages that were not sent, newest first",
};

const CHANNEL_WORDS: Record<string, string> = { sms: "Text", voice: "Call", email: "E-mail" };

const who = (row: MessageRow): string => row.patient ?? (row.address ? addressWords(row.address) : "Unknown number");

const patient: DataColumn<MessageRow> = { id: "patient", header: "Patient", cell: who, width: "w-44" };
const time = (header: string): DataColumn<MessageRow> => ({
  id: "at",
  header,
  cell: (row) => <Time time={row.at} inRow />,
  width: "w-56",
  from: "sm",
});
const state: DataColumn<MessageRow> = {
  id: "state",
  header: "State",
  cell: (row) => <Status kind={row.state.kind} value={row.state.value} />,
  width: "w-32",
};
const channel: DataColumn<MessageRow> = {
  id: "channel",
  header: "Channel",
  cell: (row) => (row.channel ? (CHANNEL_WORDS[row.channel] ?? row.channel) : "–"),
  width: "w-20",
  from: "lg",
};
const template: DataColumn<MessageRow> = { id: "template", header: "Message", cell: (row) => row.template, width: "w-52", from: "lg" };
const text: DataColumn<MessageRow> = { id: "text", header: "Text", cell: (row) => row.text, from: "xl" };
const facility: DataColumn<MessageRow> = {
  id: "facility",
  header: "Facility",
  cell: (row) => row.facility ?? "–",
  width: "w-40",
  from: "xl",
};
const reason = (header: string, from?: "md"): DataColumn<MessageRow> => ({
  id: "reason",
  header,
  cell: (row) => <span title={row.reason}>{row.reason}</span>,
  from,
});

const COLUMNS: Record<MessageTab, readonly DataColumn<MessageRow>[]> = {
  sent: [patient, time("Sent"), state, channel, template, text, facility],
  undelivered: [patient, time("Tried"), state, reason("Reason", "md"), channel, template],
  answers: [
    patient,
    time("Received"),
    { ...text, header: "What they wrote", from: undefined },
    { ...reason("Understood as", "md"), width: "w-56" },
    channel,
  ],
  next: [patient, { ...time("Due"), from: undefined }, channel, { ...template, from: "md" }, facility],
  held: [patient, time("Was due"), reason("Why it waits"), channel, template],
  skipped: [patient, time("Decided"), state, reason("Reason", "md"), channel, template],
};

const EMPTY: Record<MessageTab, { icon: LucideIcon; title: string; text: string }> = {
  sent: {
    icon: MessagesSquare,
    title: "Nothing sent yet",
    text: "Reminders appear here as they go out. See “Next to go” for what is planned.",
  },
  undelivered: {
    icon: MailX,
    title: "Everything arrived",
    text: "Messages that a carrier could not deliver appear here, each with the reason.",
  },
  answers: {
    icon: MessageSquareReply,
    title: "No answers yet",
    text: "What patients write back appears here, with what it was understood as.",
  },
  next: {
    icon: CalendarClock,
    title: "Nothing planned",
    text: "Reminders are planned as soon as visits are on the schedule: import a file, or book a visit.",
  },
  held: {
    icon: PauseCircle,
    title: "Nothing is held",
    text: "Messages wait here when staff block a visit's reminders, or when a sender is stopped.",
  },
  skipped: {
    icon: SkipForward,
    title: "Nothing was skipped",
    text: "Messages that a rule or a missing contact kept from going out appear here.",
  },
};

/** One list of the activity screen. `exportLimit`: rows of a workbook, for who may download the list. */
export function MessagesTable(props: {
  tab: MessageTab;
  query: TableQuery;
  page: MessagePage;
  filters: readonly TableFilter[];
  exportLimit?: number;
}) {
  const { tab, query, page } = props;
  const empty = EMPTY[tab];
  return (
    <DataTable<MessageRow>
      key={tab}
      label={LABELS[tab]}
      columns={COLUMNS[tab]}
      rows={page.rows}
      rowId={(row) => row.id}
      rowName={who}
      query={query}
      page={{ previous: page.previous, next: page.next }}
      rowHref="sheet"
      search="Find a patient"
      filters={props.filters}
      actions={props.exportLimit ? <DownloadMenu href="/messages/export" limit={props.exportLimit} /> : undefined}
      empty={
        <EmptyState icon={empty.icon} title={empty.title}>
          {empty.text}
        </EmptyState>
      }
    />
  );
}
