import { ChartColumn } from "lucide-react";
import type { Metadata } from "next";
import { ActivityToolbar } from "@/components/activity/activity-toolbar";
import { type NamedLine, NumberTable, Panel } from "@/components/activity/breakdown";
import { DownloadMenu } from "@/components/activity/download-menu";
import { FigureList } from "@/components/activity/figures";
import { SplitChart } from "@/components/activity/lazy-charts";
import type { Narrowing } from "@/components/activity/list-href";
import { TimePanel } from "@/components/activity/time-panel";
import { count } from "@/components/activity/words";
import type { SearchParams } from "@/components/data-table/query";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { withStaff } from "@/lib/actions/with-staff";
import { DEFINITIONS, NOTHING } from "@/lib/activity/measures";
import { daysOf, MOST_DAYS } from "@/lib/activity/range";
import { messageActivity } from "@/lib/activity/report";
import type { ActivityReport, Line, Measure } from "@/lib/activity/types";
import { carrierCodeWords, channelWords, intentWords, templateWords } from "@/lib/messages/words";
import { formatDate, formatTime } from "@/lib/time";
import { chosenFacility } from "../../facility-cookie";
import { filtersFor } from "../filters";
import { type Asked, readActivity } from "./read";

export const metadata: Metadata = { title: "Activity" };

const SPLIT: readonly Measure[] = ["sent", "delivered", "undelivered", "answered", "answers"];
const WITHOUT_ANSWERS: readonly Measure[] = ["sent", "delivered", "undelivered", "answered"];
const OF_REPORT = new Set(["channel", "facility", "template", "days"]);

export default async function ActivityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const wished = await chosenFacility();
  const { asked, report, seen } = await withStaff(async (ctx) => {
    const asked = await readActivity(ctx, params, wished);
    return { asked, report: await messageActivity(ctx, asked.filter), seen: ctx.access.facilities };
  });
  const { filter, range } = asked;
  // Lists show what has no facility to everyone who may see the patient; the report counts it for who sees every facility.
  const facilities = filter.facilities.length || seen === null ? filter.facilities : asked.within ? [asked.within] : seen;
  const by: Narrowing = { ...filter, facilities };
  const nothing = report.days.length === 0;
  return (
    <>
      <PageHeader title="Activity">How many messages went out, what became of them, and what patients answered.</PageHeader>
      <ActivityToolbar
        preset={range.preset}
        values={asked.values}
        filters={filtersFor("sent", asked.within ? [] : asked.facilities).filter((one) => OF_REPORT.has(one.id))}
      >
        <DownloadMenu href="/messages/activity/export" />
      </ActivityToolbar>
      <p className="mb-3 text-sm text-ink-muted">
        {formatDate(filter.from, "en")} to {formatDate(filter.to, "en")}, by the clinic’s own days and hours.
        {range.cut ? ` At most ${MOST_DAYS} days are shown at once; these are the latest.` : ""}
        {seen === null ? "" : " Messages of the facilities that you see; those of no facility are not counted."}
        {filter.templates.length ? " Answers belong to no kind of message, so they are left out." : ""}
      </p>
      {nothing ? (
        <div className="rounded-md border border-line bg-surface">
          <EmptyState icon={ChartColumn} title="No messages in these days">
            Choose other days, or take a filter off. Numbers appear here as soon as messages go out.
          </EmptyState>
        </div>
      ) : (
        <Report asked={asked} report={report} by={by} />
      )}
    </>
  );
}

function Report({ asked, report, by }: { asked: Asked; report: ActivityReport; by: Narrowing }) {
  const { filter, facilities } = asked;
  const hourly = filter.from === filter.to;
  const facilityName = new Map(facilities.map((facility) => [facility.id, facility.name]));
  const reasons: NamedLine[] = report.reasons.map((one) => ({
    key: `${one.channel} ${one.code}`,
    name: `${carrierCodeWords(one.channel, one.code || null) || "The carrier gave no reason"} · ${channelWords(one.channel)}`,
    part: { channel: one.channel, reason: one.code },
    figures: { undelivered: one.messages },
  }));
  const intents: NamedLine[] = report.intents.map((one) => ({
    key: one.intent,
    name: one.intent ? intentWords(one.intent) : "Not understood",
    part: { reason: one.intent },
    figures: { answers: one.messages },
  }));
  return (
    <div className="flex flex-col gap-4">
      <FigureList total={report.total} by={by} withoutAnswers={filter.templates.length > 0} />
      {hourly ? null : (
        <TimePanel
          title="Day by day"
          about="Each message on the day it was sent or came in."
          first="Day"
          lines={byDay(report, filter)}
          by={by}
        />
      )}
      <TimePanel
        title="By hour of the day"
        about={
          hourly
            ? "The clinic’s own hours."
            : "All days together, by the clinic’s own hours: when messages go out and when patients answer."
        }
        first="Hour"
        lines={byHour(report)}
        by={by}
      />
      <div className="grid gap-4 lg:grid-cols-2">
        <Split title="By channel" first="Channel" lines={named(report.channels, channelWords, "channel")} by={by} />
        <Split
          title="By facility"
          first="Facility"
          lines={named(report.facilities, (id) => facilityName.get(id) ?? (id ? "A facility that was closed" : "No facility"), "facility")}
          by={by}
        />
        <Split
          title="By message"
          first="Message"
          lines={named(report.templates, templateWords, "template")}
          by={by}
          measures={WITHOUT_ANSWERS}
        />
        <Panel title="Why messages did not arrive" about={DEFINITIONS.undelivered.means}>
          {reasons.length ? (
            <>
              <p className="text-sm">
                {count(report.total.undelivered)} did not arrive or were refused. Carriers accepted {count(report.total.sent)}.
              </p>
              <SplitChart
                points={reasons.slice(0, 8).map(({ name, figures }) => ({ name, ...figures }))}
                measure="undelivered"
                label="Undelivered"
              />
              <NumberTable title="Why messages did not arrive" first="Reason" lines={reasons} measures={["undelivered"]} by={by} />
            </>
          ) : (
            <p className="text-ink-muted">Everything arrived, as far as the carriers have said.</p>
          )}
        </Panel>
        {intents.length ? (
          <Panel title="What patients answered" about="Answers by what they were understood as.">
            <SplitChart points={intents.slice(0, 8).map(({ name, figures }) => ({ name, ...figures }))} measure="answers" label="Answers" />
            <NumberTable title="What patients answered" first="Understood as" lines={intents} measures={["answers"]} by={by} />
          </Panel>
        ) : null}
      </div>
    </div>
  );
}

function Split(props: { title: string; first: string; lines: readonly NamedLine[]; by: Narrowing; measures?: readonly Measure[] }) {
  const { title, first, lines, by, measures = SPLIT } = props;
  if (!lines.length) return null;
  return (
    <Panel title={title}>
      <SplitChart points={lines.slice(0, 8).map(({ name, figures }) => ({ name, ...figures }))} measure="sent" label="Sent" />
      <NumberTable title={title} first={first} lines={lines} measures={measures} by={by} />
    </Panel>
  );
}

const named = (lines: readonly Line[], words: (key: string) => string, part: "channel" | "facility" | "template"): NamedLine[] =>
  lines.map(({ key, figures }) => ({ key, name: words(key), part: key ? { [part]: key } : null, figures }));

function byDay(report: ActivityReport, filter: Asked["filter"]): NamedLine[] {
  const found = new Map(report.days.map((line) => [line.key, line.figures]));
  return daysOf(filter).map((day) => ({
    key: day,
    name: formatDate(day, "en", "short"),
    part: { day },
    figures: found.get(day) ?? NOTHING,
  }));
}

function byHour(report: ActivityReport): NamedLine[] {
  const found = new Map(report.hours.map((line) => [line.key, line.figures]));
  return Array.from({ length: 24 }, (_, hour) => String(hour)).map((hour) => ({
    key: hour,
    name: formatTime(`${hour.padStart(2, "0")}:00`, "en"),
    part: { hour },
    figures: found.get(hour) ?? NOTHING,
  }));
}
