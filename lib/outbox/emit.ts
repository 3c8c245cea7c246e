import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { EventData, EventName } from "./events";

export const OUTBOX_CHANNEL = "luma_outbox";

/**
 * Writes an event in the transaction of the change that causes it; the relay hands it to the engine after commit. It carries the organization and the
 * request's id, under which the workflow goes on (inngest/request-ids.ts).
 */
export async function emit<N extends EventName>(ctx: Ctx, name: N, data: EventData[N]): Promise<void> {
  await ctx.sql(
    `with e as (insert into outbox_event (organization_id, id, name, data) values ($1, $2, $3, $4)) select pg_notify('${OUTBOX_CHANNEL}', '')`,
    [ctx.organizationId, newId(), name, JSON.stringify({ ...data, organizationId: ctx.organizationId, requestId: ctx.requestId })],
  );
}
