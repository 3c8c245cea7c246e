import type { Ctx } from "@/lib/context";
import { newId } from "@/lib/ids";
import { normaliseName } from "@/lib/patients/normalise";
import { isZone } from "@/lib/time/zone-data";
import type { Mapping } from "./mapping";
import { readProviderName } from "./values";

export type KnownFacility = { id: string; name: string; zone: string | null };
export type KnownType = { id: string; minutes: number };

/** Names that the file uses and the organization does not know yet, with the ids they will have. */
export type NewNames = {
  facilities: (KnownFacility & { zone: string | null })[];
  providers: { id: string; firstName: string; lastName: string; title: string | null }[];
  types: { id: string; name: string; minutes: number }[];
};

/**
 * Facilities, providers and visit types by external id or name, as an import's rows refer to them. Where the mapping
 * says "create", an unknown name gets an id at once and waits in `fresh` until createMissing() writes it.
 */
export class Lookups {
  fresh: NewNames = { facilities: [], providers: [], types: [] };
  private readonly facilities = new Map<string, KnownFacility>();
  private readonly providers = new Map<string, string | undefined>();
  private readonly types = new Map<string, KnownType>();
  private readonly byId = new Map<string, KnownFacility>();

  constructor(
    private readonly mapping: Pick<Mapping, "unknown" | "newFacilityZone" | "minutes">,
    rows: {
      facilities: readonly (KnownFacility & { externalId: string | null })[];
      providers: readonly { id: string; externalId: string | null; firstName: string; lastName: string }[];
      types: readonly { id: string; externalId: string | null; name: string; minutes: number }[];
    },
  ) {
    for (const f of rows.facilities) {
      const known = { id: f.id, name: f.name, zone: f.zone !== null && isZone(f.zone) ? f.zone : null };
      this.byId.set(f.id, known);
      this.facilities.set(normaliseName(f.name), known);
    }
    for (const f of rows.facilities) if (f.externalId) this.facilities.set(normaliseName(f.externalId), this.byId.get(f.id)!);
    const lastNames = new Map<string, string | undefined>();
    for (const p of rows.providers) {
      const last = normaliseName(p.lastName);
      // A last name alone finds its provider where only one has it.
      lastNames.set(last, lastNames.has(last) ? undefined : p.id);
      this.providers.set(providerKey(p), p.id);
    }
    for (const [last, id] of lastNames) if (id && !this.providers.has(` ${last}`)) this.providers.set(` ${last}`, id);
    for (const p of rows.providers) if (p.externalId) this.providers.set(normaliseName(p.externalId), p.id);
    for (const t of rows.types) this.types.set(normaliseName(t.name), { id: t.id, minutes: t.minutes });
    for (const t of rows.types) if (t.externalId) this.types.set(normaliseName(t.externalId), { id: t.id, minutes: t.minutes });
  }

  facilityById(id: string): KnownFacility | undefined {
    return this.byId.get(id);
  }

  facility(text: string): KnownFacility | undefined {
    const key = normaliseName(text);
    const known = this.facilities.get(key);
    if (known || this.mapping.unknown === "reject") return known;
    const made = { id: newId(), name: text.slice(0, 200), zone: this.mapping.newFacilityZone ?? null };
    this.facilities.set(key, made);
    this.fresh.facilities.push(made);
    return made;
  }

  /** Gives the provider's id. */
  provider(text: string): string | undefined {
    const name = readProviderName(text);
    const known = this.providers.get(normaliseName(text)) ?? this.providers.get(providerKey(name));
    if (known || this.mapping.unknown === "reject") return known;
    const id = newId();
    this.providers.set(providerKey(name), id);
    this.fresh.providers.push({ id, firstName: name.firstName.slice(0, 100), lastName: name.lastName.slice(0, 100), title: name.title });
    return id;
  }

  type(text: string): KnownType | undefined {
    const key = normaliseName(text);
    const known = this.types.get(key);
    if (known || this.mapping.unknown === "reject") return known;
    const made = { id: newId(), name: text.slice(0, 200), minutes: this.mapping.minutes };
    this.types.set(key, made);
    this.fresh.types.push(made);
    return made;
  }

  /** Hands over what is new since the last call. */
  takeFresh(): NewNames {
    const fresh = this.fresh;
    this.fresh = { facilities: [], providers: [], types: [] };
    return fresh;
  }
}

function providerKey(name: { firstName: string; lastName: string }): string {
  return `${normaliseName(name.firstName)} ${normaliseName(name.lastName)}`;
}

/** What the organization knows now; archived ones are not found. */
export async function loadLookups(ctx: Ctx, mapping: Mapping): Promise<Lookups> {
  const params = [ctx.organizationId];
  return new Lookups(mapping, {
    facilities: await ctx.sql(
      `select id, external_id as "externalId", name, zone from facility where organization_id = $1 and archived_at is null`,
      params,
    ),
    providers: await ctx.sql(
      `select id, external_id as "externalId", first_name as "firstName", last_name as "lastName" from provider where organization_id = $1 and archived_at is null order by id`,
      params,
    ),
    types: await ctx.sql(
      `select id, external_id as "externalId", name, minutes from appointment_type where organization_id = $1 and archived_at is null`,
      params,
    ),
  });
}
