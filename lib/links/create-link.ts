import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import { linkHash, linkKeyVersion, linkToken } from "./token";

/** What a link opens, and nothing else. */
export const LINK_PURPOSES = ["appointment", "preferences", "unsubscribe"] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

export type LinkInput = {
  purpose: LinkPurpose;
  patientId?: string | null;
  appointmentId?: string | null;
  endpointId?: string | null;
  /** With it, asking again gives the same link. */
  messageId?: string | null;
  /** BCP-47: the language of the page behind it. */
  language?: string | null;
  /** Product time. */
  expiresAt: Date;
};

/** `token` goes into the address that is sent; it is never stored, and made again from the id whenever it is needed. */
export type MadeLink = { id: string; token: string };

/**
 * Makes links, in the order asked, in one statement. One link per message and purpose: a row with a message that has one
 * already gives that one, with its first expiry. Rows without a message always give a new link.
 */
export async function createLinks(ctx: Ctx, inputs: readonly LinkInput[]): Promise<MadeLink[]> {
  if (inputs.length === 0) return [];
  const version = linkKeyVersion();
  const ids = inputs.map(() => newId());
  const column = <K extends keyof LinkInput>(key: K): (NonNullable<LinkInput[K]> | null)[] => inputs.map((input) => input[key] ?? null);
  const made = await ctx.sql<{ id: string; message_id: string | null; purpose: string; key_version: number }>(
    `insert into link as l (organization_id, id, purpose, key_version, token_hash, patient_id, appointment_id, endpoint_id, message_id, language, expires_at, created_at)
     select $1, x.id, x.purpose, $2, x.hash, x.patient, x.appointment, x.endpoint, x.message, x.language, x.expires, $3
     from unnest($4::uuid[], $5::text[], $6::bytea[], $7::uuid[], $8::uuid[], $9::uuid[], $10::uuid[], $11::text[], $12::timestamptz[])
       as x(id, purpose, hash, patient, appointment, endpoint, message, language, expires)
     on conflict (organization_id, message_id, purpose) where message_id is not null do nothing
     returning id, message_id, purpose, key_version`,
    [
      ctx.organizationId,
      version,
      ctx.now,
      ids,
      column("purpose"),
      ids.map((id) => linkHash(linkToken(id, version))),
      column("patientId"),
      column("appointmentId"),
      column("endpointId"),
      column("messageId"),
      column("language"),
      column("expiresAt"),
    ],
  );
  const madeIds = new Set(made.map((row) => row.id));
  const missing = inputs.filter((_, i) => !madeIds.has(ids[i]!));
  const there = missing.length ? await existing(ctx, missing) : new Map<string, { id: string; key_version: number }>();
  return inputs.map((input, i) => {
    const id = ids[i]!;
    if (madeIds.has(id)) return { id, token: linkToken(id, version) };
    const row = there.get(`${input.messageId} ${input.purpose}`)!;
    return { id: row.id, token: linkToken(row.id, row.key_version) };
  });
}

/** As createLinks, for one. */
export async function ensureLink(ctx: Ctx, input: LinkInput): Promise<MadeLink> {
  return (await createLinks(ctx, [input]))[0]!;
}

async function existing(ctx: Ctx, inputs: readonly LinkInput[]): Promise<Map<string, { id: string; key_version: number }>> {
  const rows = await ctx.sql<{ id: string; message_id: string; purpose: string; key_version: number }>(
    `select l.id, l.message_id, l.purpose, l.key_version from link l
     where l.organization_id = $1 and l.message_id = any ($2::uuid[])`,
    [ctx.organizationId, inputs.map((input) => input.messageId)],
  );
  return new Map(rows.map((row) => [`${row.message_id} ${row.purpose}`, row]));
}
