import type { Ctx } from "@/lib/context";
import { AppError, notFound } from "@/lib/errors";
import { Params } from "@/lib/messages/sql";
import { seesPatient } from "./scope";

/*
 * For verbs: what is out of the actor's sight is refused as if it were not there, so that a refusal tells nothing.
 */

/** Throws not-found for a facility that the actor does not see. */
export function requireFacility(ctx: Ctx, facilityId: string, what = "facility"): void {
  if (ctx.access.facilities !== null && !ctx.access.facilities.includes(facilityId)) throw notFound(what);
}

/** Whether a visit may be seen: by its facility, or because its patient was opened in an emergency. */
export function mayVisit(ctx: Ctx, visit: { facilityId: string; patientId: string }): boolean {
  return (
    ctx.access.facilities === null || ctx.access.facilities.includes(visit.facilityId) || ctx.access.patients.includes(visit.patientId)
  );
}

/** Throws not-found for a visit that may not be seen. */
export function requireVisit(ctx: Ctx, visit: { facilityId: string; patientId: string }): void {
  if (!mayVisit(ctx, visit)) throw notFound("appointment");
}

/** Whether a patient may be seen. For ids that exist in the organization; asks nothing where the actor sees everyone. */
export async function mayPatient(ctx: Ctx, patientId: string): Promise<boolean> {
  if (ctx.access.facilities === null) return true;
  const p = new Params([ctx.organizationId, patientId]);
  const rows = await ctx.sql(
    `select 1 from patient p where p.organization_id = $1 and p.id = $2 and ${seesPatient(ctx, p, "p")}`,
    p.values,
  );
  return rows.length > 0;
}

/** Throws not-found for a patient who may not be seen. */
export async function requirePatient(ctx: Ctx, patientId: string): Promise<void> {
  if (!(await mayPatient(ctx, patientId))) throw notFound("patient");
}

/** What holds for every facility (settings of the organization, templates, providers, imports) is changed by who sees every facility. */
export function requireWholeOrganization(ctx: Ctx): void {
  if (ctx.access.facilities !== null)
    throw new AppError(
      "forbidden",
      "This concerns every facility, and you see some of them. Ask someone who sees all of them, or an admin.",
    );
}
