import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { AppError, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { noteOperator, withOperator, type OperatorScope } from "@/lib/operator/context";
import { activeOrganizations } from "@/lib/tenancy/operations";
import type { IncidentInput, IncidentUpdateInput } from "./schemas";

/*
 * [OPS-07] What the public status page says of incidents. Posted by the platform's operators; where only one organization works here, by its admins too,
 * since then nobody else's clinic is spoken for. Written for everyone: the tables hold nothing of a tenant.
 */

type Sql = Ctx["sql"];

async function insert(sql: Sql, input: IncidentInput): Promise<string> {
  const id = newId();
  await sql(
    `insert into status_incident (id, title, impact, components, state, resolved_at) values ($1, $2, $3, $4, $5, case when $5 = 'resolved' then clock_timestamp() end)`,
    [id, input.title, input.impact, input.components, input.state],
  );
  await addUpdate(sql, id, input);
  return id;
}

async function addUpdate(sql: Sql, incidentId: string, input: { state: string; body: string }): Promise<void> {
  await sql("insert into status_update (id, incident_id, state, body) values ($1, $2, $3, $4)", [
    newId(),
    incidentId,
    input.state,
    input.body,
  ]);
}

async function change(sql: Sql, input: IncidentUpdateInput): Promise<void> {
  const found = await sql(
    `update status_incident set state = $2, resolved_at = case when $2 = 'resolved' then coalesce(resolved_at, clock_timestamp()) end where id = $1 returning 1`,
    [input.incidentId, input.state],
  );
  if (found.length === 0) throw notFound("incident");
  await addUpdate(sql, input.incidentId, input);
}

/** Whether an organization's admins may post here at all. */
export const adminsPost = async (): Promise<boolean> => (await activeOrganizations()) === 1;

async function requireSpeaker(ctx: Ctx): Promise<void> {
  requireRole(ctx, "admin");
  if (!(await adminsPost()))
    throw new AppError("forbidden", "Several organizations work here: only the platform's operator posts on the status page.");
}

/** An admin of the only organization posts an incident. */
export async function postIncident(ctx: Ctx, input: IncidentInput): Promise<{ id: string }> {
  await requireSpeaker(ctx);
  const id = await insert(ctx.sql, input);
  await audit(ctx, {
    action: "post-incident",
    entity: "status_incident",
    entityId: id,
    detail: { impact: input.impact, state: input.state },
  });
  return { id };
}

/** An admin of the only organization says how an incident goes on. Throws not-found for one that is not there. */
export async function updateIncident(ctx: Ctx, input: IncidentUpdateInput): Promise<void> {
  await requireSpeaker(ctx);
  await change(ctx.sql, input);
  await audit(ctx, { action: "update-incident", entity: "status_incident", entityId: input.incidentId, detail: { state: input.state } });
}

/** An operator posts an incident. */
export async function postIncidentAsOperator(scope: OperatorScope, input: IncidentInput): Promise<{ id: string }> {
  return withOperator(scope, async (ctx) => {
    const id = await insert(ctx.sql, input);
    await noteOperator(ctx, { action: "post-incident", detail: { incident: id, impact: input.impact, state: input.state } });
    return { id };
  });
}

/** An operator says how an incident goes on. */
export async function updateIncidentAsOperator(scope: OperatorScope, input: IncidentUpdateInput): Promise<void> {
  await withOperator(scope, async (ctx) => {
    await change(ctx.sql, input);
    await noteOperator(ctx, { action: "update-incident", detail: { incident: input.incidentId, state: input.state } });
  });
}
