import { requireFacility, requireWholeOrganization } from "@/lib/access/guard";
import { moveToZone } from "@/lib/appointments/change-zone";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { invalid } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { outdatePlan } from "@/lib/settings/save-setting";
import { saveRow } from "./rows";
import type { FacilityInput } from "./schemas";

/** A change of these can change when, or whether, reminders go out (holidays follow country and state). */
const PLANNED_BY = ["zone", "reminders_enabled", "country", "state"];

/**
 * Makes or changes a facility ([ADM-02], [REM-27]). With another zone, the visits still ahead keep the time on the clinic's wall
 * and their instants follow; what is planned is planned again in the background. Gives the id and how many visits moved.
 * Errors: forbidden, not-found, invalid (`externalId` taken, `zone` taken away).
 */
export async function saveFacility(ctx: Ctx, input: FacilityInput): Promise<{ id: string; movedVisits: number }> {
  requireRole(ctx, "manager");
  if (input.id) requireFacility(ctx, input.id);
  else requireWholeOrganization(ctx);
  const { id, before, changed } = await saveRow(ctx, "facility", input.id, {
    external_id: input.externalId,
    name: input.name,
    phonetic: input.phonetic,
    zone: input.zone,
    address: input.address,
    city: input.city,
    state: input.state,
    zip: input.zip,
    country: input.country,
    phone: input.phone,
    alternative_phone: input.alternativePhone,
    map_link: input.mapLink,
    hours: input.hours,
    opening_hours: input.openingHours,
    reminders_enabled: input.remindersEnabled,
    special_instructions: input.specialInstructions,
  });
  if (changed.length === 0) return { id, movedVisits: 0 };
  if (before?.zone && !input.zone)
    throw invalid("A facility keeps a time zone.", { zone: "Choose another time zone; it cannot be taken away." });
  const movedVisits = before && changed.includes("zone") ? await moveToZone(ctx, id, input.zone!) : 0;
  await audit(ctx, {
    action: "save-facility",
    entity: "facility",
    entityId: id,
    detail: { new: !before, changed, ...(changed.includes("zone") && { zone: input.zone, movedVisits }) },
  });
  if (before && changed.some((column) => PLANNED_BY.includes(column))) await outdatePlan(ctx);
  await touch(ctx, "practice");
  return { id, movedVisits };
}
