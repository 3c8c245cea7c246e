import { stringify } from "csv-stringify/sync";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import { type Ctx, type Scope, withContext } from "@/lib/context";
import { listMessages } from "@/lib/messages/queries";
import type { MessageFilter, MessageRow, MessageTab } from "@/lib/messages/types";
import { channelWords, statusWords } from "@/lib/messages/words";
import { type Cell, workbook } from "./workbook";

const PAGE = 1_000;
/** A workbook is made as a whole, so it is cut here and says so; CSV has no end. */
export const MOST_WORKBOOK_ROWS = 20_000;
const HEAD = [
  "Time",
  "Zone",
  "Time (UTC)",
  "Patient",
  "Number or address",
  "Channel",
  "State",
  "Message",
  "Beginning of the text",
  "Facility",
  "Reason",
] as const;

/**
 * [RTY-09] A list of messages as CSV, in its order and narrowed as on the screen, page by page. For managers; what the reader may not see is
 * left out. Writes an audit entry first, with the names of the filters and never their values. Cells that a spreadsheet would run as a
 * formula get an apostrophe in front.
 */
export async function* messagesCsv(scope: Scope, tab: MessageTab, filter: MessageFilter): AsyncGenerator<string> {
  let first = true;
  for await (const rows of pages(scope, tab, filter, "csv")) {
    yield `${first ? `\ufeff${lines([[...HEAD]])}` : ""}${lines(rows.map(cells))}`;
    first = false;
  }
}

/** [RTY-09] The same as a workbook, at most MOST_WORKBOOK_ROWS rows; a last row says where it was cut. */
export async function messagesWorkbook(scope: Scope, tab: MessageTab, filter: MessageFilter): Promise<Buffer> {
  const rows: Cell[][] = [];
  for await (const page of pages(scope, tab, filter, "xlsx")) {
    rows.push(...page.map(cells));
    if (rows.length > MOST_WORKBOOK_ROWS) break;
  }
  const cut = rows.length > MOST_WORKBOOK_ROWS;
  const kept = rows.slice(0, MOST_WORKBOOK_ROWS);
  if (cut) kept.push([`Cut after ${MOST_WORKBOOK_ROWS.toLocaleString("en-US")} rows. The CSV has all of them.`]);
  return workbook([{ name: "Messages", head: HEAD, rows: kept }]);
}

async function* pages(scope: Scope, tab: MessageTab, filter: MessageFilter, format: string): AsyncGenerator<MessageRow[]> {
  const read = (ctx: Ctx, after?: string) => listMessages(ctx, tab, { ...filter, before: undefined, after }, PAGE);
  let page = await withContext(scope, async (ctx) => {
    requireRole(ctx, "manager");
    await audit(ctx, { action: "export-messages", entity: "message", detail: { list: tab, format, filters: namesOf(filter) } });
    return read(ctx);
  });
  for (;;) {
    yield page.rows;
    if (!page.next) return;
    const after = page.next;
    page = await withContext(scope, (ctx) => read(ctx, after));
  }
}

/** Which filters are set. */
function namesOf(filter: MessageFilter): string[] {
  const lists = (["channels", "facilities", "templates", "states", "reasons", "hours"] as const).filter((name) => filter[name]?.length);
  return [...lists, ...(["q", "days", "answered", "within"] as const).filter((name) => filter[name])];
}

function cells(row: MessageRow): string[] {
  const state = row.state.value === "claimed" ? "sending" : row.state.value;
  return [
    row.at.text,
    row.at.zone,
    row.at.iso,
    row.patient ?? "",
    row.address ?? "",
    row.channel ? channelWords(row.channel) : "",
    statusWords(state),
    row.template,
    row.text,
    row.facility ?? "",
    row.reason,
  ];
}

function lines(rows: string[][]): string {
  return stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
}
