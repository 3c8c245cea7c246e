import { audit } from "@/lib/audit/write";
import type { Ctx } from "@/lib/context";
import { replanPatients } from "@/lib/delivery/plan";
import { forbidden, notFound } from "@/lib/errors";
import { touch } from "@/lib/live/notify";
import { lockPatients } from "./lock-patient";

/** [CON-12] The patient chose the language of their messages; what is ahead is planned again. Throws forbidden for anybody but a patient. */
export async function setOwnLanguage(ctx: Ctx, input: { patientId: string; language: string }): Promise<void> {
  if (ctx.actor.kind !== "patient") throw forbidden();
  await lockPatients(ctx, [input.patientId]);
  const [row] = await ctx.sql<{ language: string }>("select language from patient where organization_id = $1 and id = $2", [
    ctx.organizationId,
    input.patientId,
  ]);
  if (!row) throw notFound("patient");
  if (row.language === input.language) return;
  await ctx.sql("update patient set language = $3, updated_at = clock_timestamp() where organization_id = $1 and id = $2", [
    ctx.organizationId,
    input.patientId,
    input.language,
  ]);
  await audit(ctx, {
    action: "set-language",
    entity: "patient",
    entityId: input.patientId,
    patientId: input.patientId,
    detail: { language: input.language },
  });
  await replanPatients(ctx, [input.patientId]);
  await touch(ctx, "patients", "messages");
}
