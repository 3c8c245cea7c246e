import type { Ctx } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { LinkPurpose } from "@/lib/links/create-link";
import { LinkError, type OpenedLink, withLink } from "@/lib/links/open-link";
import { log } from "@/lib/log";

/** What a link is good for on each page. A message's links all open the preferences of the number or address it went to ([APP-01]). */
export const PAGE_PURPOSES = {
  visit: ["appointment"],
  preferences: ["preferences", "appointment", "unsubscribe"],
  unsubscribe: ["unsubscribe"],
} as const satisfies Record<string, readonly LinkPurpose[]>;

/** Why a page does not open. Expired and ended links look the same; what is unknown gives no hint why. */
export type PageProblem = { problem: "expired" | "invalid" | "too-many" | "unavailable"; language: string | null; reference: string };
export type OpenedPage<T> = { ok: true; link: OpenedLink; data: T } | ({ ok: false } & PageProblem);

/**
 * Opens a link and reads a page's data in one short transaction as the link's patient. Never throws: a page without JavaScript has
 * no error boundary, so every failure is something to show.
 */
export async function openPage<T>(
  input: { token: string; purpose: readonly LinkPurpose[]; ip: string; requestId: string; now?: Date },
  load: (ctx: Ctx, link: OpenedLink) => Promise<T>,
): Promise<OpenedPage<T>> {
  try {
    return await withLink(input, async (ctx, link) => ({ ok: true as const, link, data: await load(ctx, link) }));
  } catch (error) {
    const failed = { ok: false as const, language: error instanceof LinkError ? error.language : null, reference: input.requestId };
    if (error instanceof LinkError) return { ...failed, problem: error.problem === "unknown" ? "invalid" : "expired" };
    if (error instanceof AppError && error.code === "too-many") return { ...failed, problem: "too-many" };
    if (error instanceof AppError && error.code === "not-found") return { ...failed, problem: "invalid" };
    log().error({ requestId: input.requestId, err: error }, "patient-page-failed");
    return { ...failed, problem: "unavailable" };
  }
}
