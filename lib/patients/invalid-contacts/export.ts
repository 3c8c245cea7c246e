import { stringify } from "csv-stringify/sync";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import { type Ctx, type Scope, withContext } from "@/lib/context";
import { type InvalidContactFilter, type InvalidContactRow, listInvalidContacts } from "./list";

const PAGE = 1_000;
const HEADER = ["Patient", "Number or address", "Used for", "Why", "Since", "Zone", "Reached another way", "Facilities"];

/**
 * [CON-06] The list of contacts that do not work as CSV, narrowed as the screen is, page by page, for managers. Patients that the reader may not
 * see are left out. Cells that a spreadsheet would run as a formula get an apostrophe in front. One audit entry says who took it. Throws forbidden.
 */
export async function* exportInvalidContacts(
  scope: Scope,
  filter: Pick<InvalidContactFilter, "why" | "facilities">,
): AsyncGenerator<string> {
  const page = (ctx: Ctx, after?: string): ReturnType<typeof listInvalidContacts> =>
    listInvalidContacts(ctx, { ...filter, ...(after ? { after } : {}) }, PAGE);
  const first = await withContext(scope, async (ctx) => {
    requireRole(ctx, "manager");
    await audit(ctx, {
      action: "export-invalid-contacts",
      entity: "patient",
      detail: { why: [...(filter.why ?? [])], facilities: [...(filter.facilities ?? [])] },
    });
    return page(ctx);
  });
  yield `\ufeff${lines([HEADER])}`;
  for (let part = first; ; part = await withContext(scope, (ctx) => page(ctx, part.next))) {
    yield lines(part.rows.map(cells));
    if (!part.next) return;
  }
}

function cells(row: InvalidContactRow): string[] {
  return [
    row.patient,
    row.address,
    row.usedFor,
    row.whyText,
    row.since?.text ?? "",
    row.since?.zone ?? "",
    row.otherwise ? "yes" : "no",
    row.facilities.join(", "),
  ];
}

function lines(rows: string[][]): string {
  return stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
}
