import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import { type Ctx, type Scope, withContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { addStandIns, tellStandIns } from "@/lib/senders/stand-ins";
import { type PracticeCopy, readPractice, writePractice } from "./copy";
import { makeUpPatients } from "./made-up";

/**
 * [ADM-05] Makes the organization's sandbox: its settings, practice resources and templates are copied, patients are made up, and
 * stand-ins send. Errors: forbidden, conflict (there is one, or this is one).
 */
export async function createSandbox(scope: Scope): Promise<{ id: string }> {
  const { id, copy } = await withContext(scope, begin);
  return fill(scope, id, copy);
}

/** [ADM-05] Takes the sandbox away with all that was done in it, and makes a new one. Who is in it is back in the organization. Errors as of createSandbox. */
export async function resetSandbox(scope: Scope): Promise<{ id: string }> {
  const { id, copy } = await withContext(scope, async (ctx) => {
    requireRole(ctx, "admin");
    requireWholeOrganization(ctx);
    const [closed] = await ctx.sql<{ id: string | null }>("select close_sandbox() as id");
    await audit(ctx, { action: "close-sandbox", entity: "organization", ...(closed?.id && { entityId: closed.id }) });
    return begin(ctx);
  });
  return fill(scope, id, copy);
}

async function begin(ctx: Ctx): Promise<{ id: string; copy: PracticeCopy }> {
  requireRole(ctx, "admin");
  requireWholeOrganization(ctx);
  const id = newId();
  const [organization] = await ctx.sql<{ slug: string }>("select slug from organization where id = $1", [ctx.organizationId]);
  const [made] = await ctx.sql<{ ok: boolean }>("select create_sandbox($1, $2, $3) as ok", [
    id,
    `${organization!.slug}-sandbox-${id.slice(-6)}`,
    ctx.actor.kind === "user" ? ctx.actor.id : null,
  ]);
  if (!made?.ok) throw conflict("There is a sandbox already, or this is one.");
  await audit(ctx, { action: "create-sandbox", entity: "organization", entityId: id });
  return { id, copy: await readPractice(ctx) };
}

/** In a transaction of the sandbox's own; one that could not be filled is closed again. */
async function fill(scope: Scope, id: string, copy: PracticeCopy): Promise<{ id: string }> {
  const inside: Scope = { ...scope, organizationId: id };
  try {
    await withContext(inside, async (ctx) => {
      await writePractice(ctx, scope.organizationId, copy);
      await addStandIns(ctx);
      await makeUpPatients(ctx);
    });
  } catch (error) {
    await withContext(scope, (ctx) => ctx.sql("select close_sandbox()"));
    throw error;
  }
  await tellStandIns(inside);
  return { id };
}
