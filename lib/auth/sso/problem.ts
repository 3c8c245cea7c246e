import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { SsoRefused, type SsoProblem } from "./sign-in";

/** The code of what went wrong, for the page that has the words. What nobody expected is logged. */
export function problemOf(error: unknown): SsoProblem | "too-many" {
  if (error instanceof SsoRefused) return error.problem;
  if (error instanceof AppError) return error.code === "too-many" ? "too-many" : "unknown";
  log().error({ err: error }, "sso");
  return "provider";
}
