import type { Role } from "@/lib/context";

/** An emergency access that is open: to one facility or to one patient. */
export type OpenEmergency = { id: string; facilityId: string | null; patientId: string | null; until: Date };

/** What an actor may see of its organization. */
export type Access = {
  /** Ids of the facilities whose visits, messages, tasks and patients may be seen; null: all of them, also new ones. */
  facilities: readonly string[] | null;
  /** Patients who may be seen whatever their facility, by emergency access. */
  patients: readonly string[];
  emergencies: readonly OpenEmergency[];
};

/** Workflows, webhooks and patients: verbs of their own say what they may do, and rules need every fact. */
export const EVERYWHERE: Access = { facilities: null, patients: [], emergencies: [] };

export type AccessFacts = {
  role: Role;
  /** Member of at least one group. */
  grouped: boolean;
  /** One of the groups sees every facility. */
  everywhere: boolean;
  facilities: readonly string[];
  /** What the organization says of users in no group (setting access.without-group). */
  withoutGroup: "all" | "none";
  emergencies: readonly OpenEmergency[];
};

/**
 * [ADM-03] Which facilities a user sees: admins all, always; others those of their groups together; whoever is in no group all of
 * them, unless the organization says none. Emergency access adds to it ([SEC-09]).
 */
export function accessOf(facts: AccessFacts): Access {
  const all = facts.role === "admin" || facts.everywhere || (!facts.grouped && facts.withoutGroup === "all");
  if (all) return { ...EVERYWHERE, emergencies: facts.emergencies };
  const opened = facts.emergencies.flatMap((one) => one.facilityId ?? []);
  return {
    facilities: [...new Set([...facts.facilities, ...opened])],
    patients: facts.emergencies.flatMap((one) => one.patientId ?? []),
    emergencies: facts.emergencies,
  };
}
