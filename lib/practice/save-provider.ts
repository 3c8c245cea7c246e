import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { touch } from "@/lib/live/notify";
import { outdatePlan } from "@/lib/settings/save-setting";
import { saveRow } from "./rows";
import type { ProviderInput } from "./schemas";

/** Makes or changes a provider ([ADM-02], [REM-27]). Gives the id. Errors: forbidden, not-found, invalid (`externalId` taken). */
export async function saveProvider(ctx: Ctx, input: ProviderInput): Promise<{ id: string }> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  const { id, before, changed } = await saveRow(ctx, "provider", input.id, {
    external_id: input.externalId,
    first_name: input.firstName,
    last_name: input.lastName,
    title: input.title,
    phonetic: input.phonetic,
    npi: input.npi,
    reminders_enabled: input.remindersEnabled,
    special_instructions: input.specialInstructions,
  });
  if (changed.length === 0) return { id };
  await audit(ctx, { action: "save-provider", entity: "provider", entityId: id, detail: { new: !before, changed } });
  if (before && changed.includes("reminders_enabled")) await outdatePlan(ctx);
  await touch(ctx, "practice");
  return { id };
}
