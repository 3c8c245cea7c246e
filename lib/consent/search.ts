import { patientSearch } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { Params } from "@/lib/messages/sql";
import { searchWords } from "@/lib/patients/normalise";

const MOST_PATIENTS = 50;

/**
 * The condition that finds rows of numbers and addresses by what was typed: part of an address (`e.address`), or a patient's name. `alias` has
 * organization_id and endpoint_id. Undefined where nothing was typed.
 */
export async function addressSearch(ctx: Ctx, q: string, params: Params, alias: string): Promise<string | undefined> {
  const text = q.trim().toLowerCase();
  if (text === "") return undefined;
  if (text.includes("@")) return `position(${params.add(text)} in e.address) > 0`;
  const digits = text.replaceAll(/\D/g, "");
  if (digits.length > 0 && !/[a-z]/.test(text)) return `position(${params.add(digits)} in e.address) > 0`;
  const words = searchWords(text);
  const s = new Params([words]);
  const patients = words.length
    ? await ctx.sql<{ id: string }>(`select id from ${patientSearch(ctx, s, "$1", MOST_PATIENTS)}`, s.values)
    : [];
  const ids = params.add(patients.map((patient) => patient.id));
  return `(position(${params.add(text)} in e.address) > 0 or exists (select 1 from patient_contact c where c.organization_id = ${alias}.organization_id and c.endpoint_id = ${alias}.endpoint_id and c.patient_id = any (${ids}::uuid[])))`;
}

/** The organization's zone. */
export async function zoneOf(ctx: Ctx): Promise<string> {
  const [organization] = await ctx.sql<{ zone: string }>("select zone from organization where id = $1", [ctx.organizationId]);
  return organization!.zone;
}
