/** Turns Resend's answers into outcomes. */
import { neverConnected, notHandled, retryAfter, timedOut } from "@/lib/carriers/network";
import type { Failure, Refused, Uncertain } from "@/lib/carriers/types";

/** Resend's error names with what we do; a name that is missing here is judged by its status. */
const failures: Record<string, Failure> = {
  rate_limit_exceeded: "rate",
  daily_quota_exceeded: "rate",
  monthly_quota_exceeded: "account",
  missing_api_key: "account",
  invalid_api_key: "account",
  restricted_api_key: "account",
  invalid_from_address: "config",
  invalid_access: "config",
  invalid_region: "config",
  security_error: "config",
  not_found: "config",
  method_not_allowed: "config",
  missing_required_field: "permanent",
  invalid_parameter: "permanent",
  invalid_attachment: "permanent",
  invalid_idempotency_key: "permanent",
};

/** The key is in use: this message may have been accepted before, so the answer proves neither yes nor no. */
const keyInUse = new Set(["invalid_idempotent_request", "concurrent_idempotent_requests"]);

type ResendError = { name: string; statusCode: number | null };

function byStatus(status: number): Failure {
  if (status === 429) return "rate";
  if (status === 401) return "account";
  // 403 here is a sender domain that is not verified, or a test key writing to strangers.
  if (status === 403) return "config";
  return notHandled.has(status) ? "passing" : "permanent";
}

/**
 * The outcome of a send that Resend refused or that broke. `trouble` is the connection's error where there was no answer.
 * A 5xx other than 503 is "uncertain"; sending again with the same idempotency key settles it.
 */
export function resendOutcome(error: ResendError, trouble: unknown, headers: Record<string, string> | null): Refused | Uncertain {
  const { name, statusCode: status } = error;
  if (status === null) {
    if (neverConnected(trouble)) return { kind: "refused", failure: "passing", code: "network", message: "no connection to the carrier" };
    if (trouble instanceof SyntaxError) return { kind: "uncertain", reason: "bad-answer" };
    return { kind: "uncertain", reason: timedOut(trouble) ? "timeout" : "connection-lost" };
  }
  if (keyInUse.has(name) || (status >= 500 && status !== 503)) return { kind: "uncertain", reason: "bad-answer" };
  const wait = retryAfter(headers?.["retry-after"]);
  const known = name === "application_error" ? undefined : failures[name];
  return {
    kind: "refused",
    failure: known ?? byStatus(status),
    code: name === "application_error" ? `http-${status}` : name,
    message: name.replaceAll("_", " "),
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  };
}
