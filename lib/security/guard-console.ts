import { format } from "node:util";
import { log } from "@/lib/log";

const METHODS = ["error", "warn"] as const;
const LONGEST = 300;

/** A line that a library prints, without what it may quote: addresses, numbers, days, and everything between quotation marks. */
export function maskLine(line: string): string {
  return line
    .replaceAll(/"[^"\n]*"|“[^”\n]*”|`[^`\n]*`|'[^'\n]*'/g, "…")
    .replaceAll(/=\s?\([^)\n]*\)/g, "=(…)")
    .replaceAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, "…@…")
    .replaceAll(/\d{4}-\d{2}-\d{2}(?!T\d)|\d{1,2}\/\d{1,2}\/\d{4}/g, "…")
    .replaceAll(/\+?\(?\d[\d ().-]{6,}\d/g, (number) => (/^\d{4}-\d{2}-\d{2}$/.test(number) ? number : "…"))
    .slice(0, LONGEST);
}

/**
 * [SEC-05] What frameworks complain of on the console goes to the log instead, and without data: Next prints an error that a page
 * threw with all its properties, and Postgres puts the row concerned into one of them. Errors are reduced to type, code and place, objects
 * are left out, texts are masked. For production processes; gives a function that puts the console back.
 */
export function guardConsole(to: Pick<ReturnType<typeof log>, "error" | "warn"> = log()): () => void {
  const before = { error: console.error, warn: console.warn };
  for (const method of METHODS)
    console[method] = (...args: unknown[]) => {
      const error = args.find((arg) => arg instanceof Error);
      const texts = args.filter((arg) => ["string", "number", "boolean"].includes(typeof arg));
      to[method]({ ...(error && { err: error, ...digestOf(error) }), printed: maskLine(format(...texts)).trim() }, "console");
    };
  return () => void Object.assign(console, before);
}

/** What Next shows to the person as the reference of an error. */
function digestOf(error: Error): { digest?: string } {
  const { digest } = error as { digest?: unknown };
  return typeof digest === "string" && /^[\w;@-]{1,40}$/.test(digest) ? { digest } : {};
}
