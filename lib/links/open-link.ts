import { withContext, type Ctx } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { consume, type RateRule } from "@/lib/rate-limit";
import { resolveLink } from "@/lib/tenancy/resolve";
import type { LinkPurpose } from "./create-link";
import { isLinkToken, linkHash, linkToken, sameToken } from "./token";

export type OpenedLink = {
  id: string;
  organizationId: string;
  purpose: LinkPurpose;
  patientId: string | null;
  appointmentId: string | null;
  endpointId: string | null;
  messageId: string | null;
  language: string | null;
  expiresAt: Date;
};

/** Why a link does not open. `unknown` also stands for a link of another purpose: a guess learns nothing. */
export type LinkProblem = "unknown" | "expired" | "revoked";

/**
 * Wrong tokens from one address. Right ones are neither counted nor refused: patients share the addresses of their phone companies, and nobody's wrong
 * links may keep another from answering; 99 bits are not guessed either way.
 */
export const LINK_GUESSES: RateRule = { name: "link-guess", points: 20, seconds: 600 };

/** Thrown by withLink; pages show `problem` in the patient's words. */
export class LinkError extends AppError {
  constructor(
    readonly problem: LinkProblem,
    /** Known once the token itself was right. */
    readonly language: string | null = null,
  ) {
    super(problem === "unknown" ? "not-found" : "forbidden", MESSAGES[problem]);
    this.name = "LinkError";
  }
}

const MESSAGES: Record<LinkProblem, string> = {
  unknown: "This link is not valid. Check that it was copied completely.",
  expired: "This link has expired.",
  revoked: "This link is no longer valid.",
};

/**
 * Opens a link and runs `work` as its patient, in one transaction of its organization. Throws LinkError when the token
 * is wrong, expired (product time), revoked or for another purpose, and `too-many` for a wrong one after twenty from an
 * address within ten minutes. Changes nothing itself: opening a link must be safe for scanners and previews.
 */
export async function withLink<T>(
  input: { token: string; purpose: LinkPurpose | readonly LinkPurpose[]; ip: string; requestId?: string; now?: Date },
  work: (ctx: Ctx, link: OpenedLink) => Promise<T>,
): Promise<T> {
  const found = isLinkToken(input.token) ? await resolveLink(linkHash(input.token)) : undefined;
  const purposes: readonly string[] = typeof input.purpose === "string" ? [input.purpose] : input.purpose;
  const right = found !== undefined && sameToken(input.token, linkToken(found.id, found.keyVersion)) && purposes.includes(found.purpose);
  if (!right) {
    const slowed = await consume(LINK_GUESSES, input.ip);
    if (!slowed.ok) throw new AppError("too-many", "Too many wrong links were tried from here. Wait ten minutes and try again.");
    throw new LinkError("unknown");
  }
  const scope = {
    organizationId: found.organizationId,
    actor: { kind: "patient", linkId: found.id } as const,
    ...(input.requestId ? { requestId: input.requestId } : {}),
    ...(input.now ? { now: input.now } : {}),
  };
  return withContext(scope, async (ctx) => {
    const link = await read(ctx, found.id);
    if (!link) throw new LinkError("unknown");
    if (link.revokedAt) throw new LinkError("revoked", link.language);
    if (link.expiresAt <= ctx.now) throw new LinkError("expired", link.language);
    const { revokedAt: _, ...opened } = link;
    return work(ctx, { ...opened, organizationId: ctx.organizationId });
  });
}

/** Only looks: the link behind a token, for a page that reads in transactions of its own. Errors as withLink. */
export function openLink(input: Parameters<typeof withLink>[0]): Promise<OpenedLink> {
  return withLink(input, async (_, link) => link);
}

type Stored = Omit<OpenedLink, "organizationId"> & { revokedAt: Date | null };

async function read(ctx: Ctx, id: string): Promise<Stored | undefined> {
  const [row] = await ctx.sql<Stored>(
    `select l.id, l.purpose, l.patient_id as "patientId", l.appointment_id as "appointmentId", l.endpoint_id as "endpointId",
       l.message_id as "messageId", l.language, l.expires_at as "expiresAt", l.revoked_at as "revokedAt"
     from link l join organization o on o.id = l.organization_id and o.status = 'active'
     where l.organization_id = $1 and l.id = $2`,
    [ctx.organizationId, id],
  );
  return row;
}
