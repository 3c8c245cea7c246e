import type { ErrorCode } from "@/lib/errors";

/** What a form or screen gets back from an action. Browser-safe. */
export type ActionResult<T> = ActionSuccess<T> | ActionFailure;
export type ActionSuccess<T> = { ok: true; data: T };
export type ActionFailure = {
  ok: false;
  code: ErrorCode;
  /** Written for the person who reads it. */
  message: string;
  /** Input name → what is wrong with it. */
  fields: Record<string, string>;
  /** To be quoted to support; the log has it too. */
  requestId: string;
};
