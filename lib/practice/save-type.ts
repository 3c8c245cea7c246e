import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { touch } from "@/lib/live/notify";
import { outdatePlan } from "@/lib/settings/save-setting";
import { saveRow } from "./rows";
import type { TypeInput } from "./schemas";

/** Makes or changes an appointment type ([ADM-02], [REM-27]). Gives the id. Errors: forbidden, not-found, invalid (`externalId` taken). */
export async function saveType(ctx: Ctx, input: TypeInput): Promise<{ id: string }> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  const { id, before, changed } = await saveRow(ctx, "appointment_type", input.id, {
    external_id: input.externalId,
    name: input.name,
    minutes: input.minutes,
    reminders_enabled: input.remindersEnabled,
    hidden: input.hidden,
    sensitive: input.sensitive,
    special_instructions: input.specialInstructions,
  });
  if (changed.length === 0) return { id };
  await audit(ctx, { action: "save-appointment-type", entity: "appointment-type", entityId: id, detail: { new: !before, changed } });
  if (before && (changed.includes("reminders_enabled") || changed.includes("hidden"))) await outdatePlan(ctx);
  await touch(ctx, "practice");
  return { id };
}
