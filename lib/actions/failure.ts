import type { z } from "zod";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { ActionFailure } from "./result";

/** The first problem of each field, by its dotted name; problems of the whole input under "". */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  return fields;
}

/** What a person sees of a failed action. Anything but an AppError is logged and gives only a reference. */
export function failure(error: unknown, requestId: string, name: string): ActionFailure {
  if (error instanceof AppError && error.code === "forbidden") log().warn({ requestId, action: name }, "refused");
  if (error instanceof AppError) return { ok: false, code: error.code, message: error.message, fields: error.fields, requestId };
  log().error({ requestId, action: name, err: error }, "action-failed");
  return {
    ok: false,
    code: "unavailable",
    message: `Something went wrong on our side, and nothing was saved. Try again; if it happens again, tell us the reference ${requestId}.`,
    fields: {},
    requestId,
  };
}

/** Input that does not fit its schema. */
export function wrongInput(error: z.ZodError): AppError {
  const fields = fieldErrors(error);
  const count = Object.keys(fields).length;
  const message = count === 1 ? Object.values(fields)[0]! : `${count} fields need another look.`;
  return new AppError("invalid", message, fields);
}
