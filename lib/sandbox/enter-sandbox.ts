import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { isSandbox } from "./is-sandbox";

/**
 * [ADM-05] Takes the reader's session into the sandbox, or back: every tab then shows the other organization. Whoever may work in the
 * organization may practise, with the same role. Errors: forbidden, not-found (there is none).
 */
export async function moveIntoSandbox(ctx: Ctx, input: { enter: boolean }): Promise<void> {
  requireRole(ctx, "staff");
  const session = ctx.actor.kind === "user" ? ctx.actor.sessionId : undefined;
  if (!session || (await isSandbox(ctx)) === input.enter) throw notFound("sandbox");
  await audit(ctx, { action: input.enter ? "enter-sandbox" : "leave-sandbox", entity: "session", entityId: session });
  const [moved] = await ctx.sql<{ id: string | null }>("select move_session($1, $2) as id", [
    session,
    ctx.actor.kind === "user" ? ctx.actor.id : null,
  ]);
  if (!moved?.id) throw notFound("sandbox");
}
