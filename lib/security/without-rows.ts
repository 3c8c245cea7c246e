import { maskLine } from "./guard-console";

const ABOUT_ROWS = ["detail", "where", "hint", "internalQuery"] as const;

/**
 * [SEC-05] An error of Postgres without the row that it quotes: such errors travel into logs, workflow runs and error trackers. Code, table,
 * column and constraint stay, which is what code decides by. Changes the error itself and gives it back; anything else is left alone.
 */
export function withoutRows<T>(error: T): T {
  if (!(error instanceof Error) || !/^[0-9A-Z]{5}$/.test(String((error as { code?: unknown }).code))) return error;
  const quoted = error as unknown as Error & { code: string } & Partial<Record<(typeof ABOUT_ROWS)[number], string>>;
  for (const name of ABOUT_ROWS) if (quoted[name] !== undefined) quoted[name] = undefined;
  // Class 22: what was given does not fit its type, and the message repeats it. The stack begins with the message.
  if (quoted.code.startsWith("22")) {
    const { message, stack } = quoted;
    quoted.message = maskLine(message);
    quoted.stack = stack?.replace(message, quoted.message);
  }
  return error;
}
