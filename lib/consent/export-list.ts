import { stringify } from "csv-stringify/sync";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import { type Ctx, type Scope, withContext } from "@/lib/context";
import { listSuppressions, type SuppressionRow } from "./list-suppressions";

const PAGE = 1_000;
const HEADER = [
  "Number or address",
  "Not wanted",
  "Said by",
  "How",
  "Reason",
  "In their words",
  "Our number",
  "Patients",
  "Since",
  "Zone",
  "Entered by",
];
const CHANNELS = { sms: "Texts", voice: "Calls", email: "E-mails" } as const;
const SOURCES = { patient: "The patient", staff: "Staff", carrier: "The carrier", import: "An import" } as const;

/**
 * [CON-09] The do-not-contact list as CSV, newest first, page by page, for managers; what the reader may not see is left out. It can be
 * uploaded again. Cells that a spreadsheet would run as a formula get an apostrophe in front (numbers begin with +). UTF-8 with a
 * byte-order mark, because Excel asks for one. One audit entry says who took it. Throws forbidden.
 */
export async function* exportSuppressions(scope: Scope): AsyncGenerator<string> {
  const rows = await withContext(scope, async (ctx) => {
    requireRole(ctx, "manager");
    await audit(ctx, { action: "export-suppressions", entity: "suppression" });
    return page(ctx);
  });
  yield `\ufeff${lines([HEADER])}`;
  for (let part = rows; ; part = await withContext(scope, (ctx) => page(ctx, part.next))) {
    yield lines(part.rows.map(cells));
    if (!part.next) return;
  }
}

function page(ctx: Ctx, after?: string): ReturnType<typeof listSuppressions> {
  return listSuppressions(ctx, { q: "", sources: [], channels: [], ...(after ? { after } : {}) }, PAGE);
}

function cells(row: SuppressionRow): string[] {
  return [
    row.address,
    row.channel ? CHANNELS[row.channel] : "Everything",
    SOURCES[row.source],
    row.how,
    row.note ?? "",
    row.wording ?? "",
    row.ourAddress ?? "",
    row.patients.map((patient) => patient.name).join(", "),
    row.since.text,
    row.since.zone,
    row.by ?? "",
  ];
}

function lines(rows: string[][]): string {
  return stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
}
