import { createHash } from "node:crypto";
import type { z } from "zod";
import { audit } from "@/lib/audit/write";
import { queueAccountMail } from "@/lib/auth/mail/queue";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { conflict, forbidden, invalid } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { publishInput } from "./schemas";

/**
 * [SEC-08] Records a new version of an agreement. What was published is never changed. The first version and every material change have to be
 * accepted anew, and whoever has to is told by e-mail: admins for the BAA, every member for the privacy notice. Admins only.
 */
export async function publishAgreement(
  ctx: Ctx,
  given: z.input<typeof publishInput>,
): Promise<{ id: string; version: number; told: number }> {
  requireRole(ctx, "admin");
  if (ctx.actor.kind !== "user") throw forbidden();
  const input = publishInput.parse(given);
  const [last] = await ctx.sql<{ version: number; body: string }>(
    "select version, body from agreement where organization_id = $1 and kind = $2 order by version desc limit 1",
    [ctx.organizationId, input.kind],
  );
  if (last?.body === input.body) throw invalid("This is the text of the current version.", { body: "Nothing has changed in the text." });
  if (last && input.material && !input.summary)
    throw invalid("Say what changes.", { summary: "Whoever has to accept it reads this first." });
  const material = input.material || !last;
  const version = (last?.version ?? 0) + 1;
  const id = newId();
  const written = await ctx.sql(
    `insert into agreement (organization_id, id, kind, version, title, body, sha256, material, summary, published_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (organization_id, kind, version) do nothing returning id`,
    [
      ctx.organizationId,
      id,
      input.kind,
      version,
      input.title,
      input.body,
      createHash("sha256").update(input.body).digest(),
      material,
      input.summary,
      ctx.actor.id,
    ],
  );
  if (written.length === 0) throw conflict("Somebody else has just published a version. Look at it first.");
  await audit(ctx, { action: "publish-agreement", entity: "agreement", entityId: id, detail: { kind: input.kind, version, material } });
  return { id, version, told: material ? await tell(ctx, input.kind) : 0 };
}

async function tell(ctx: Ctx, kind: "baa" | "privacy-notice"): Promise<number> {
  const people = await ctx.sql<{ id: string }>(
    `select user_id as id from membership where organization_id = $1 and deactivated_at is null and ($2 <> 'baa' or role = 'admin') order by user_id`,
    [ctx.organizationId, kind],
  );
  for (const { id } of people) await queueAccountMail(ctx, { mail: "agreement-changed", userId: id });
  return people.length;
}
