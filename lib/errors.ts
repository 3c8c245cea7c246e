/** The closed set of errors that may reach a person or an API client; anything else is "unexpected" and carries no text. */
export const ERROR_CODES = ["invalid", "not-found", "forbidden", "signed-out", "conflict", "too-many", "unavailable"] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error whose message is written for the person who sees it. `fields` maps input names to what is wrong with them. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
    this.name = "AppError";
  }
}

export const notFound = (what: string): AppError => new AppError("not-found", `This ${what} does not exist, or belongs to someone else.`);
export const forbidden = (): AppError => new AppError("forbidden", "Your role does not allow this. Ask an admin of your organization.");
export const invalid = (message: string, fields: Record<string, string> = {}): AppError => new AppError("invalid", message, fields);
export const conflict = (message: string): AppError => new AppError("conflict", message);
