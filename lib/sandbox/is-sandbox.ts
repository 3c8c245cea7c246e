import type { Ctx } from "@/lib/context";
import { conflict } from "@/lib/errors";

/** [ADM-05] Whether the organization is a sandbox: nothing that it does may reach anybody. */
export async function isSandbox(ctx: Ctx): Promise<boolean> {
  const [row] = await ctx.sql<{ sandbox: boolean }>("select sandbox_of is not null as sandbox from organization where id = $1", [
    ctx.organizationId,
  ]);
  return row?.sandbox ?? false;
}

/** Throws conflict in a sandbox, for what would reach out of it or could not work in it. */
export async function requireNoSandbox(ctx: Ctx): Promise<void> {
  if (await isSandbox(ctx))
    throw conflict("This is the sandbox. Here it would have no effect; go back to your organization and do it there.");
}

/** The organization itself: of a sandbox the one that it belongs to. */
export async function homeOrganization(ctx: Ctx): Promise<string> {
  const [row] = await ctx.sql<{ home: string | null }>("select sandbox_of as home from organization where id = $1", [ctx.organizationId]);
  return row?.home ?? ctx.organizationId;
}
