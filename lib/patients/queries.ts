import { patientSearch, seesPatient } from "@/lib/access/scope";
import type { Ctx } from "@/lib/context";
import { isId } from "@/lib/ids";
import { Params } from "@/lib/messages/sql";
import { searchWords } from "./normalise";
import { normaliseContact } from "./phones";
import { formatDate } from "@/lib/time";

const NAME = "trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name)";

/** A patient as pickers show one; `detail` tells two of the same name apart. */
export type FoundPatient = { id: string; name: string; detail: string; href: string };

type Found = { id: string; name: string; birthDate: string | null; status: string };

function found(row: Found): FoundPatient {
  const detail = [row.birthDate ? `born ${formatDate(row.birthDate, "en", "medium")}` : "", row.status === "active" ? "" : row.status];
  return { id: row.id, name: row.name, detail: detail.filter(Boolean).join(", "), href: `/patients/${row.id}` };
}

/** Patients by the beginnings of their names, birth date, number or record number, in order of name; at most `limit`. */
export async function searchPatients(ctx: Ctx, query: string, limit = 8): Promise<FoundPatient[]> {
  const words = searchWords(query);
  if (words.length === 0) return [];
  const p = new Params([ctx.organizationId]);
  const rows = await ctx.sql<Found>(
    `select p.id, ${NAME} as name, p.birth_date as "birthDate", p.status
     from ${patientSearch(ctx, p, p.add(words), limit)} s join patient p on p.organization_id = $1 and p.id = s.id
     order by p.last_norm, p.first_norm, p.id`,
    p.values,
  );
  return rows.map(found);
}

/** The patient that a link names, for a form that starts with one; undefined where there is none. */
export async function findPickedPatient(ctx: Ctx, id: string): Promise<FoundPatient | undefined> {
  if (!isId(id)) return undefined;
  const p = new Params([ctx.organizationId, id]);
  const [row] = await ctx.sql<Found>(
    `select p.id, ${NAME} as name, p.birth_date as "birthDate", p.status from patient p
     where p.organization_id = $1 and p.id = $2 and p.merged_into is null and ${seesPatient(ctx, p, "p")}`,
    p.values,
  );
  return row && found(row);
}

/** Who else has this number or address: shown before a contact is saved, because a household may share one ([CON-04]). */
export async function whoHasAddress(ctx: Ctx, text: string, except?: string): Promise<FoundPatient[]> {
  const contact = normaliseContact(text);
  if (!contact) return [];
  const p = new Params([ctx.organizationId, contact.kind, contact.address, except ?? null]);
  const rows = await ctx.sql<Found>(
    `select distinct p.id, ${NAME} as name, p.birth_date as "birthDate", p.status
     from endpoint e join patient_contact c on c.organization_id = e.organization_id and c.endpoint_id = e.id and c.archived_at is null
     join patient p on p.organization_id = c.organization_id and p.id = c.patient_id and p.merged_into is null
     where e.organization_id = $1 and e.kind = $2 and e.address = $3 and p.id is distinct from $4::uuid
       and ${seesPatient(ctx, p, "p")} order by name limit 5`,
    p.values,
  );
  return rows.map(found);
}
