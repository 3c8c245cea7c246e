import { stringify } from "csv-stringify/sync";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { listFacilityChoices } from "@/lib/messages/queries";
import { carrierCodeWords, channelWords, intentWords, templateWords } from "@/lib/messages/words";
import { DEFINITIONS } from "./measures";
import { messageActivity } from "./report";
import { type ActivityFilter, type ActivityReport, type Figures, type Line, MEASURES } from "./types";
import { type Cell, type Sheet, workbook } from "./workbook";

/** [RTY-09] The activity report as CSV (one table, a column says which part) or as a workbook (a sheet for each part). It holds counts, nothing of patients; an audit entry says who took it. */
export async function exportActivity(ctx: Ctx, filter: ActivityFilter, format: "csv" | "xlsx"): Promise<Buffer> {
  requireRole(ctx, "staff");
  await audit(ctx, { action: "export-activity", entity: "message", detail: { format, from: filter.from, to: filter.to } });
  const { facilities } = await listFacilityChoices(ctx);
  const sheets = sheetsOf(await messageActivity(ctx, filter), filter, new Map(facilities.map(({ id, name }) => [id, name])));
  return format === "xlsx" ? workbook(sheets) : Buffer.from(csv(sheets));
}

function sheetsOf(report: ActivityReport, filter: ActivityFilter, facility: ReadonlyMap<string, string>): Sheet[] {
  const labels = MEASURES.map((measure) => DEFINITIONS[measure].label);
  const numbers = (figures: Figures): Cell[] => MEASURES.map((measure) => figures[measure]);
  const part = (name: string, first: string, lines: readonly Line[], words: (key: string) => string): Sheet => ({
    name,
    head: [first, ...labels],
    rows: lines.map((line) => [words(line.key), ...numbers(line.figures)]),
  });
  return [
    {
      name: "Summary",
      head: ["Number", "Messages", "What it means"],
      rows: [
        ["First day", filter.from, ""],
        ["Last day", filter.to, ""],
        ...MEASURES.map((measure) => [DEFINITIONS[measure].label, report.total[measure], DEFINITIONS[measure].means]),
      ],
    },
    part("By day", "Day", report.days, (day) => day),
    part("By hour", "Hour", report.hours, (hour) => `${hour.padStart(2, "0")}:00`),
    part("By channel", "Channel", report.channels, channelWords),
    part("By facility", "Facility", report.facilities, (id) => facility.get(id) ?? (id ? "A facility that was closed" : "No facility")),
    part("By message", "Message", report.templates, templateWords),
    {
      name: "Reasons",
      head: ["Reason", "Channel", "Undelivered"],
      rows: report.reasons.map((one) => [
        carrierCodeWords(one.channel, one.code || null) || "No reason given",
        channelWords(one.channel),
        one.messages,
      ]),
    },
    {
      name: "Answers",
      head: ["Understood as", "Answers"],
      rows: report.intents.map((one) => [one.intent ? intentWords(one.intent) : "Not understood", one.messages]),
    },
  ];
}

function csv(sheets: readonly Sheet[]): string {
  const rows = sheets.flatMap((sheet) => [[sheet.name, ...sheet.head], ...sheet.rows.map((row) => [sheet.name, ...row])]);
  return `\ufeff${stringify(rows, { escape_formulas: true, record_delimiter: "windows" })}`;
}
