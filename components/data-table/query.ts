/** What Next gives a page as `searchParams`. */
export type SearchParams = Record<string, string | string[] | undefined>;

export type Sort = { id: string; desc: boolean };

/** Which of a table's columns can be sorted by, in what order it starts, and which filters it has. Shared by page and table. */
export type TableSpec = {
  sortable: readonly string[];
  defaultSort: Sort;
  /** Ids of filters; each is a search parameter of its own, so the names in RESERVED are taken. */
  filters: readonly string[];
};

/** The question that a page's address asks, checked against the spec. */
export type TableQuery = {
  /** Search words, opened; the address holds them sealed (see readListQuery). */
  q: string;
  sort: Sort;
  filters: Record<string, string[]>;
  /** Cursor: rows after this one, or before it. */
  after?: string;
  before?: string;
  /** Columns switched off. */
  hidden: string[];
  /** The row that is open in the side sheet. */
  open?: string;
  /** Equal for equal lists: which rows, in which order. Opening a row or hiding a column does not change it. */
  key: string;
};

const RESERVED = ["find", "sort", "after", "before", "hide", "open"];
const LONGEST_TEXT = 200;

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value)?.slice(0, LONGEST_TEXT).replaceAll("\0", "").trim() ?? "";
}

function list(value: string | string[] | undefined): string[] {
  const parts = (Array.isArray(value) ? value : [value ?? ""]).flatMap((v) => v.split(","));
  return [...new Set(parts.map((part) => part.replaceAll("%2C", ",").replaceAll("\0", "").slice(0, LONGEST_TEXT)).filter(Boolean))].slice(
    0,
    50,
  );
}

function joinList(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(",", "%2C")).join(",");
}

function parseSort(text: string, spec: TableSpec): Sort {
  const id = text.replace(/^-/, "");
  return spec.sortable.includes(id) ? { id, desc: text.startsWith("-") } : spec.defaultSort;
}

/** The parameter that holds sealed search words. */
export const WORDS = "find";

/**
 * Reads a list page's address; pages call readListQuery, which opens the search words (`q`) first. Unknown sort columns fall back to the default, unknown parameters are passed over, texts are
 * cut at 200 characters; values of filters are *not* checked against their choices – the query on the server does that.
 * Throws when a filter's id is a reserved name (a mistake in the code, not in the address).
 */
export function readTableQuery(params: SearchParams, spec: TableSpec, q: string): TableQuery {
  const filters: Record<string, string[]> = {};
  for (const id of spec.filters) {
    if (RESERVED.includes(id)) throw new Error(`"${id}" cannot name a filter`);
    const values = list(params[id]);
    if (values.length > 0) filters[id] = values;
  }
  const sort = parseSort(first(params.sort), spec);
  const after = first(params.after) || undefined;
  const before = after ? undefined : first(params.before) || undefined;
  const key = JSON.stringify([q, sort.id, sort.desc, filters, after ?? "", before ?? ""]);
  return { q, sort, filters, after, before, hidden: list(params.hide), open: first(params.open) || undefined, key };
}

/** A change of the address. `undefined` (or an empty list or text) takes the parameter away. */
export type QueryChange = {
  /** Sealed search words. */
  find?: string;
  sort?: Sort;
  filters?: Record<string, readonly string[]>;
  after?: string;
  before?: string;
  hidden?: readonly string[];
  open?: string;
};

function set(params: URLSearchParams, name: string, value: string | undefined): void {
  if (value) params.set(name, value);
  else params.delete(name);
}

/**
 * The search part of an address (with `?`, or empty) after a change. A new search, filter or order starts at the first page;
 * a cursor replaces the other cursor; all other parameters stay.
 */
export function changeQuery(current: string | URLSearchParams, change: QueryChange): string {
  const params = new URLSearchParams(current);
  const restarts = "find" in change || "sort" in change || "filters" in change;
  const turns = "after" in change || "before" in change;
  if (restarts || turns) {
    params.delete("after");
    params.delete("before");
  }
  if ("find" in change) set(params, WORDS, change.find);
  if ("sort" in change) set(params, "sort", change.sort ? `${change.sort.desc ? "-" : ""}${change.sort.id}` : undefined);
  for (const [id, values] of Object.entries(change.filters ?? {})) set(params, id, joinList(values));
  if ("after" in change) set(params, "after", change.after);
  if ("before" in change) set(params, "before", change.before);
  if ("hidden" in change) set(params, "hide", joinList(change.hidden ?? []));
  if ("open" in change) set(params, "open", change.open);
  const text = params.toString();
  return text ? `?${text}` : "";
}

/** True when something narrows the list. */
export function isNarrowed(query: TableQuery): boolean {
  return query.q !== "" || Object.keys(query.filters).length > 0;
}
