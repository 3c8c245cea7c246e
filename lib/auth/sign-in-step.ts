import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { StepRecord } from "@/lib/tenancy/resolve";
import { pendingSecret } from "./second-factor/factor";

/*
 * A sign-in that waits for its second factor: a short-lived row, named by a cookie of its own. It opens nothing: what needs a session
 * never looks at it.
 */
export type StepKind = StepRecord["kind"];

const MINUTES: Record<StepKind, number> = { code: 10, enrol: 30, codes: 30 };
const MOST_CODES_PER_STEP = 5;

/** Begins the second half of a sign-in; gives its id. Sweeps what is over. */
export async function openStep(ctx: Ctx, userId: string, kind: "code" | "enrol"): Promise<string> {
  const id = newId();
  if (kind === "enrol") await endOtherEnrolments(ctx, userId, id);
  await ctx.sql("delete from sign_in_step where organization_id = $1 and expires_at < clock_timestamp()", [ctx.organizationId]);
  await ctx.sql(
    `insert into sign_in_step (organization_id, id, user_id, kind, expires_at)
     values ($1, $2, $3, $4, clock_timestamp() + make_interval(mins => $5))`,
    [ctx.organizationId, id, userId, kind, MINUTES[kind]],
  );
  return id;
}

/**
 * Whoever else began to set up an authenticator with the same password has seen its key: they are out, and the key is another one.
 * The factor's row stays locked until the new step is there, so that two who begin at once do not share a key either.
 */
async function endOtherEnrolments(ctx: Ctx, userId: string, id: string): Promise<void> {
  await pendingSecret(ctx, userId, id, true);
  await ctx.sql("delete from sign_in_step where organization_id = $1 and user_id = $2 and kind = 'enrol'", [ctx.organizationId, userId]);
}

/** Whether the step is still there, as this transaction sees it now. */
export async function stepStands(ctx: Ctx, id: string): Promise<boolean> {
  return (await ctx.sql("select 1 from sign_in_step where organization_id = $1 and id = $2", [ctx.organizationId, id])).length > 0;
}

/** Counts a try at a step; false where there is no try left, or the step is over. */
export async function countStepTry(ctx: Ctx, id: string): Promise<boolean> {
  const rows = await ctx.sql(
    `update sign_in_step set attempts = attempts + 1
     where organization_id = $1 and id = $2 and attempts < $3 and expires_at > clock_timestamp() returning 1`,
    [ctx.organizationId, id, MOST_CODES_PER_STEP],
  );
  return rows.length > 0;
}

/** The authenticator is set up; the recovery codes are still to be shown. False where the step is over meanwhile. */
export async function moveToCodes(ctx: Ctx, id: string): Promise<boolean> {
  const rows = await ctx.sql(
    "update sign_in_step set kind = 'codes' where organization_id = $1 and id = $2 and kind = 'enrol' returning 1",
    [ctx.organizationId, id],
  );
  return rows.length > 0;
}

/** Ends a step; false where somebody else did so first, so that one step opens one session. */
export async function closeStep(ctx: Ctx, id: string): Promise<boolean> {
  const rows = await ctx.sql("delete from sign_in_step where organization_id = $1 and id = $2 returning 1", [ctx.organizationId, id]);
  return rows.length > 0;
}
