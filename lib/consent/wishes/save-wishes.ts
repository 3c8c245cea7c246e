import { audit } from "@/lib/audit/write";
import { requirePatient } from "@/lib/access/guard";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { replanPatients } from "@/lib/delivery/plan";
import { forbidden, invalid } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { touch } from "@/lib/live/notify";
import { lockPatients } from "@/lib/patients/lock-patient";
import { loadWishes } from "./load-wishes";
import type { MessageKindId, WishedChannel, WishedHours } from "./kinds";

/**
 * [CON-12] The patient chose, without signing in, how messages of a kind reach them and in which hours; what is ahead is planned again. No more of a kind, and
 * such messages again, go into the consent ledger with the words of the button. Throws forbidden for anybody but a patient.
 */
export async function saveWishes(
  ctx: Ctx,
  input: {
    patientId: string;
    endpointId: string;
    kind: MessageKindId;
    channel: WishedChannel;
    hours: WishedHours | null;
    /** What the page said beside the choice. */
    wording: string;
  },
): Promise<void> {
  if (ctx.actor.kind !== "patient") throw forbidden();
  if (input.hours && input.hours.opens >= input.hours.closes) throw invalid("The latest hour has to come after the earliest.");
  await lockPatients(ctx, [input.patientId]);
  const before = (await loadWishes(ctx, [input.patientId], input.kind)).get(input.patientId);
  await ctx.sql(
    `insert into patient_wish (organization_id, patient_id, kind, channel, chosen_at) values ($1, $2, $3, $4, $5)
     on conflict (organization_id, patient_id, kind) do update set channel = excluded.channel, chosen_at = excluded.chosen_at`,
    [ctx.organizationId, input.patientId, input.kind, input.channel, ctx.now],
  );
  if (input.hours)
    await ctx.sql(
      `insert into patient_hours (organization_id, patient_id, opens, closes, chosen_at) values ($1, $2, $3, $4, $5)
       on conflict (organization_id, patient_id) do update set opens = excluded.opens, closes = excluded.closes, chosen_at = excluded.chosen_at`,
      [ctx.organizationId, input.patientId, input.hours.opens, input.hours.closes, ctx.now],
    );
  else await ctx.sql("delete from patient_hours where organization_id = $1 and patient_id = $2", [ctx.organizationId, input.patientId]);
  const [was, is] = [before?.channel === "none", input.channel === "none"];
  if (was !== is)
    await ctx.sql(
      `insert into consent_event (organization_id, id, endpoint_id, patient_id, kind, source, wording, at) values ($1, $2, $3, $4, $5, 'patient', $6, $7)`,
      [
        ctx.organizationId,
        newId(),
        input.endpointId,
        input.patientId,
        is ? "opt-out" : "opt-in",
        `${input.kind}: ${input.wording}`.slice(0, 500),
        ctx.now,
      ],
    );
  await saved(ctx, "save-wishes", input.patientId, { kind: input.kind, channel: input.channel, hours: input.hours !== null });
}

/** [CON-12] Staff take back what a patient chose, where the patient asks them to and has no link any more; opt-outs stay. Throws not-found. */
export async function clearWishes(ctx: Ctx, input: { patientId: string }): Promise<void> {
  requireRole(ctx, "staff");
  await requirePatient(ctx, input.patientId);
  await lockPatients(ctx, [input.patientId]);
  const gone = await ctx.sql(
    `with w as (delete from patient_wish where organization_id = $1 and patient_id = $2 returning 1), h as (delete from patient_hours where organization_id = $1 and patient_id = $2 returning 1)
     select 1 from w union all select 1 from h`,
    [ctx.organizationId, input.patientId],
  );
  if (gone.length) await saved(ctx, "clear-wishes", input.patientId, {});
}

async function saved(ctx: Ctx, action: string, patientId: string, detail: Record<string, string | boolean>): Promise<void> {
  await audit(ctx, { action, entity: "patient", entityId: patientId, patientId, detail });
  await replanPatients(ctx, [patientId]);
  await touch(ctx, "patients", "messages");
}
