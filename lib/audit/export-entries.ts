import { stringify } from "csv-stringify/sync";
import { withContext, type Scope } from "@/lib/context";
import { listAuditEntries, type AuditFilter, type AuditRow } from "./list-entries";
import { audit } from "./write";

const PAGE = 2_000;

/**
 * [SEC-03] The audit log as CSV, page by page, newest first, as the screen's filters narrow it. Writes an entry of its own first, with the
 * names of the filters and never their values. Cells that a spreadsheet would run as a formula get an apostrophe in front. Admins only.
 */
export async function* auditCsv(scope: Scope, filter: AuditFilter): AsyncGenerator<string> {
  let { rows, next } = await withContext(scope, async (ctx) => {
    const page = await listAuditEntries(ctx, { ...filter, after: undefined, before: undefined }, PAGE);
    await audit(ctx, { action: "export-audit", entity: "audit", patientId: filter.patientId, detail: { filters: namesOf(filter) } });
    return page;
  });
  yield `\ufeff${lines([["Time (UTC)", "Who", "Kind of actor", "Action", "Action code", "Kind", "Patient", "Patient id", "Others", "Sealed", "Entry"]])}`;
  for (;;) {
    yield lines(rows.map(cells));
    if (!next) return;
    const after = next;
    ({ rows, next } = await withContext(scope, (ctx) => listAuditEntries(ctx, { ...filter, after, before: undefined }, PAGE)));
  }
}

/** Which filters are set, for the entry about a look at the log or its export. */
export function namesOf(filter: AuditFilter): string[] {
  return (["q", "who", "action", "kind", "patientId", "from", "to"] as const).filter((name) => filter[name]);
}

function cells(row: AuditRow): string[] {
  const { at, who, actorKind, action, actionCode, kind, patient, more, sealed, id } = row;
  return [
    at.iso,
    who,
    actorKind,
    action,
    actionCode,
    kind,
    patient?.name ?? "",
    patient?.id ?? "",
    String(more),
    sealed ? "yes" : "no",
    id,
  ];
}

function lines(rows: string[][]): string {
  return stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
}
