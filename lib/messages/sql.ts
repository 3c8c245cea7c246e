import { isId } from "@/lib/ids";

/** Collects parameters while SQL is put together; `add` gives the placeholder. */
export class Params {
  /** `values` are the first parameters, `$1` on. */
  constructor(readonly values: unknown[] = []) {}
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

export type Cursor = { at: Date; id: string };

/** `<milliseconds>_<id>`; undefined for anything else (an old or edited address starts at the first page). */
export function readCursor(text: string | undefined): Cursor | undefined {
  const [ms = "", id = ""] = (text ?? "").split("_");
  if (!/^\d{1,15}$/.test(ms) || !isId(id)) return undefined;
  const at = new Date(Number(ms));
  return Number.isNaN(at.getTime()) ? undefined : { at, id };
}

export const writeCursor = (cursor: Cursor): string => `${cursor.at.getTime()}_${cursor.id}`;
