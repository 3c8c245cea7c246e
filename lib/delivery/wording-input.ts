import type { Channel } from "@/lib/consent/choose-contact";
import type { Ctx } from "@/lib/context";
import { logoPath } from "@/lib/practice/branding/logo-url";
import { templateOf } from "@/lib/reminders/template-of";
import type { ClaimedRow } from "./claim";
import type { Decided } from "./decide-rows";
import type { OrganizationFacts } from "./squiggly-facts";
import type { WordingInput } from "./wording";

/** What the words of one row are made from: the same for what goes out and for a preview of it. */
export function wordingInput(
  decided: Decided,
  facts: Pick<WordingInput, "own" | "organization" | "firstMessage" | "recipient"> & { channel: Channel; from: string },
): WordingInput {
  const { row, visit, sameDay, offered } = decided;
  const { channel, own, organization, firstMessage, recipient } = facts;
  return {
    templateKey: templateFor(decided),
    channel,
    language: row.language,
    organization,
    own,
    visit,
    sameDay,
    offered,
    answers: row.kind === "answer" ? answersAfter(row) : row.answers,
    firstMessage,
    recipient,
    about: row.kind,
    tollFree: facts.from.startsWith("+18"),
  };
}

function templateFor({ row, oneForTheDay, sameDay }: Decided): string {
  if (row.kind !== "reminder") return row.templateKey;
  return templateOf(row, oneForTheDay === true && (sameDay?.length ?? 0) > 1);
}

function answersAfter(row: ClaimedRow): ClaimedRow["answers"] {
  return row.templateKey === "reply-not-understood" ? "confirm-cancel" : "none";
}

/** The organization as its messages name it. */
export async function organizationFacts(ctx: Ctx): Promise<(OrganizationFacts & { halted: boolean }) | undefined> {
  const [organization] = await ctx.sql<OrganizationFacts & { halted: boolean; logoId: string | null }>(
    `select name, phone, website, zone, accent, logo_id as "logoId", sends_halted_at is not null as halted from organization where id = $1`,
    [ctx.organizationId],
  );
  if (!organization) return undefined;
  const { logoId, ...facts } = organization;
  return { ...facts, logo: logoPath(ctx.organizationId, logoId) };
}

/** Endpoints that heard from us before: the first message to a number names HELP and STOP in full. */
export async function knownEndpoints(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  if (!ids.length) return new Set();
  const rows = await ctx.sql<{ id: string }>(
    `select e.id from unnest($2::uuid[]) as e (id) where exists (select 1 from message m where m.organization_id = $1 and m.endpoint_id = e.id and m.direction = 'out')`,
    [ctx.organizationId, ids],
  );
  return new Set(rows.map((r) => r.id));
}
