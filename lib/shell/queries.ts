import type { Ctx } from "@/lib/context";
import { searchWords } from "@/lib/patients/normalise";
import { formatDate } from "@/lib/time";

export type ShellFacts = {
  organization: string;
  /** `#rrggbb` */
  accent: string;
  facilities: { id: string; name: string }[];
  /** Open tasks of the whole organization, or of one facility and of none in particular. */
  needsPerson: number;
  /** How far the demo's clock is ahead of the real one, in milliseconds; 0 where it never moved. */
  clockAheadMs: number;
};

/** What the frame of every staff screen shows, in one round trip. */
export async function loadShell(ctx: Ctx, facilityId: string | null): Promise<ShellFacts> {
  const [facts] = await ctx.sql<ShellFacts>(
    `select o.name as organization, o.accent,
            coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name) order by f.name, f.id)
                      from facility f where f.organization_id = o.id and f.archived_at is null), '[]'::json) as facilities,
            (select count(*)::int from staff_task t where t.organization_id = o.id and t.state = 'open'
              and ($2::uuid is null or t.facility_id is null or t.facility_id = $2)) as "needsPerson",
            (select offset_ms::float8 from product_clock) as "clockAheadMs"
     from organization o where o.id = $1`,
    [ctx.organizationId, facilityId],
  );
  if (!facts) throw new Error("the organization of the session is gone");
  return facts;
}

export type FoundPatient = { id: string; name: string; detail: string; href: string };

const MOST = 8;

/** Patients by the beginnings of their names, birth date, number or record number; at most eight, by name. */
export async function findPatients(ctx: Ctx, text: string): Promise<FoundPatient[]> {
  const words = searchWords(text);
  if (words.length === 0) return [];
  const rows = await ctx.sql<{ id: string; name: string; birthDate: string | null; status: string }>(
    `select p.id, trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name) as name, p.birth_date::text as "birthDate", p.status
     from search_patients($2::text[], $3) s join patient p on p.organization_id = $1 and p.id = s.id
     order by p.last_norm, p.first_norm, p.id`,
    [ctx.organizationId, words, MOST],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    detail: [row.birthDate ? `born ${formatDate(row.birthDate, "en", "medium")}` : "", row.status === "active" ? "" : row.status]
      .filter(Boolean)
      .join(", "),
    href: `/patients/${row.id}`,
  }));
}
