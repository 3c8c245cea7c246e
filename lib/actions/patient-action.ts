import { redirect, unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { requestIdOf, requestIp } from "@/lib/auth/request";
import type { Ctx } from "@/lib/context";
import type { LinkPurpose } from "@/lib/links/create-link";
import { LinkError, withLink, type OpenedLink } from "@/lib/links/open-link";
import { touch, type LiveTopic } from "@/lib/live/notify";
import { brand } from "./built";
import { failure, wrongInput } from "./failure";
import { actionInput } from "./form-input";
import type { ActionFailure } from "./result";

export type PatientActionOptions<S extends z.ZodType, T> = {
  /** What the link must be for. */
  purpose: LinkPurpose | readonly LinkPurpose[];
  input: S;
  touches?: readonly LiveTopic[];
  /** The page after success (a path); the post never shows a page itself, so reloading does not repeat it. */
  done: (data: T, token: string) => string;
  /** The page after a failure; without, the link's own page with `?problem=` and a code. */
  failed?: (problem: PatientProblem, token: string) => string;
};

/** `expired`, `revoked`, `unknown` (link), else the error's code; `reference` is set where support can look something up. */
export type PatientProblem = { code: string; failure: ActionFailure };

export type PatientActionRequest = {
  requestId: () => Promise<string>;
  ip: () => Promise<string>;
  redirect: (to: string) => never;
};

const fromNext: PatientActionRequest = { requestId: requestIdOf, ip: requestIp, redirect };

const tokenField = z.object({ token: z.string().max(100) });

/**
 * Builds a server action for a patient who came by a link, for `<form action={confirmVisit}>` with a hidden field `token`.
 * Works without JavaScript: it always ends in a redirect. The token is checked as withLink does (purpose, expiry,
 * revocation, slowed guessing), then the handler runs in one transaction as that link's patient. A GET never reaches it.
 */
export function patientAction<S extends z.ZodType, T>(
  options: PatientActionOptions<S, T>,
  handler: (ctx: Ctx, input: z.output<S>, link: OpenedLink) => Promise<T>,
  request: PatientActionRequest = fromNext,
): (form: FormData) => Promise<void> {
  const run = async (...args: unknown[]): Promise<void> => {
    const requestId = await request.requestId();
    const input = actionInput(args);
    const token = tokenField.safeParse(input).data?.token ?? "";
    let to: string;
    try {
      const data = await withLink({ token, purpose: options.purpose, ip: await request.ip(), requestId }, async (ctx, link) => {
        const parsed = options.input.safeParse(input);
        if (!parsed.success) throw wrongInput(parsed.error);
        const result = await handler(ctx, parsed.data, link);
        if (options.touches?.length) await touch(ctx, ...options.touches);
        return result;
      });
      to = options.done(data, token);
    } catch (error) {
      unstable_rethrow(error);
      const failed = failure(error, requestId, handler.name || "patient-action");
      const problem = { code: error instanceof LinkError ? error.problem : failed.code, failure: failed };
      to = (options.failed ?? ownPage)(problem, token);
    }
    request.redirect(to);
  };
  return brand(run, "patient");
}

function ownPage(problem: PatientProblem, token: string): string {
  const reference = problem.code === "unavailable" ? `&reference=${encodeURIComponent(problem.failure.requestId)}` : "";
  return `/p/${encodeURIComponent(token || "-")}?problem=${encodeURIComponent(problem.code)}${reference}`;
}
