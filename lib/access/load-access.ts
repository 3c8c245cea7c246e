import type pg from "pg";
import type { Role } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { isId } from "@/lib/ids";
import { accessOf, type Access, type OpenEmergency } from "./rules";
import { accessSettings } from "./settings";

type Row = {
  role: Role;
  active: boolean;
  grouped: boolean;
  everywhere: boolean;
  facilities: string[];
  ungrouped: unknown;
  emergencies: { id: string; facilityId: string | null; patientId: string | null; until: string }[] | null;
};

/** The statement that asks for a user's role and facilities, behind the policy of the organization that the transaction works for. */
export function accessQuery(userId: string): string {
  if (!isId(userId)) throw new RangeError("a user's id is an id");
  return `select * from user_access('${userId}')`;
}

/**
 * Role and access of a user as the transaction finds them, so that a change holds from the next one on. Throws signed-out for
 * who is no member (any more) or was deactivated, whatever session or cookie they bring.
 */
export function readAccess(result: pg.QueryResult): { role: Role; access: Access } {
  const [row] = result.rows as Row[];
  if (!row?.active) throw new AppError("signed-out", "You have been signed out. Sign in again.");
  const settings = { withoutGroup: accessSettings.withoutGroup.schema.safeParse(row.ungrouped) };
  const emergencies: OpenEmergency[] = (row.emergencies ?? []).map((one) => ({ ...one, until: new Date(one.until) }));
  const access = accessOf({
    ...row,
    emergencies,
    withoutGroup: settings.withoutGroup.success ? settings.withoutGroup.data : accessSettings.withoutGroup.default,
  });
  return { role: row.role, access };
}
