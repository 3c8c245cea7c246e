import { AppError } from "@/lib/errors";
import { LinkError, withLink } from "@/lib/links/open-link";
import { PAGE_PURPOSES } from "./open-page";
import { stopChannels } from "./preferences";

/** What mail programs send with it; kept as the proof's wording. */
const ONE_CLICK = "List-Unsubscribe=One-Click";

/**
 * One-click unsubscribe (RFC 8058): the mail program posts, nobody is signed in, no redirect. Stops e-mails to the address that the
 * link's message went to ([CON-11], [TPL-10]); again is harmless. Gives the HTTP status to answer with; throws what is unexpected.
 */
export async function oneClickUnsubscribe(input: {
  token: string;
  ip: string;
  requestId: string;
  now?: Date;
}): Promise<200 | 404 | 410 | 429> {
  try {
    await withLink({ ...input, purpose: PAGE_PURPOSES.unsubscribe }, (ctx, link) =>
      stopChannels(ctx, link, { channels: ["email"], how: "list-unsubscribe", wording: ONE_CLICK }),
    );
    return 200;
  } catch (error) {
    if (error instanceof LinkError) return error.problem === "unknown" ? 404 : 410;
    if (error instanceof AppError && error.code === "too-many") return 429;
    if (error instanceof AppError && error.code === "not-found") return 404;
    throw error;
  }
}
