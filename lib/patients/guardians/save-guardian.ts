import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { replanPatients } from "@/lib/delivery/plan";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";
import { lockPatient, refreshSearch } from "../lock-patient";
import { readAddress, storeContact } from "../save-contacts";

export type GuardianInput = { patientId: string; firstName: string; lastName: string; address: string; always: boolean };

/**
 * [CON-15] Records who is responsible for a patient's messages, with a number or address of theirs; what is ahead is planned again. The same name again
 * adds a second number or address to the same person. A contact that stood as the patient's own becomes the guardian's. Throws invalid for an address that is none.
 */
export async function saveGuardian(ctx: Ctx, input: GuardianInput): Promise<{ guardianId: string }> {
  requireRole(ctx, "staff");
  const address = readAddress(input.address);
  await lockPatient(ctx, input.patientId);
  const [known] = await ctx.sql<{ id: string }>(
    `update guardian set always = $5 where organization_id = $1 and patient_id = $2 and ended_at is null and lower(first_name) = lower($3) and lower(last_name) = lower($4) returning id`,
    [ctx.organizationId, input.patientId, input.firstName, input.lastName, input.always],
  );
  const guardianId = known?.id ?? newId();
  if (!known)
    await ctx.sql(
      "insert into guardian (organization_id, id, patient_id, first_name, last_name, always, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
      [ctx.organizationId, guardianId, input.patientId, input.firstName, input.lastName, input.always, ctx.now],
    );
  await storeContact(ctx, input.patientId, address, guardianId);
  await changed(ctx, "save-guardian", input.patientId, guardianId, { kind: address.kind, always: input.always });
  return { guardianId };
}

/** What every change of a guardian leaves behind. */
export async function changed(
  ctx: Ctx,
  action: string,
  patientId: string,
  guardianId: string,
  detail: Record<string, string | boolean>,
): Promise<void> {
  await refreshSearch(ctx, patientId);
  await audit(ctx, { action, entity: "guardian", entityId: guardianId, patientId, detail });
  await replanPatients(ctx, [patientId]);
  await touch(ctx, "patients", "messages", "appointments");
}
