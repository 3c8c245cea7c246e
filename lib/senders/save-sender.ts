import { requireWholeOrganization } from "@/lib/access/guard";
import { audit } from "@/lib/audit/write";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { invalid, notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requireNoSandbox } from "@/lib/sandbox/is-sandbox";
import { touch } from "@/lib/live/notify";
import { outdatePlan } from "@/lib/settings/save-setting";
import type { SenderChannel, SenderInput } from "./schemas";

const CARRIER_OF: Record<SenderChannel, "twilio" | "resend"> = { sms: "twilio", voice: "twilio", email: "resend" };

/**
 * [ADM-02] Adds a number or address to send from, or changes for whom it sends; its channel and address stay what they are, since messages
 * name it. Of each channel one without a facility is the default. Plans are made again. Errors: forbidden, not-found, invalid.
 */
export async function saveSender(ctx: Ctx, input: SenderInput): Promise<{ id: string }> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  await requireNoSandbox(ctx);
  return storeSender(ctx, input);
}

/** Writes what saveSender was given; the stand-ins of a sandbox are set up by it, too. */
export async function storeSender(ctx: Ctx, input: SenderInput): Promise<{ id: string }> {
  await requireFits(ctx, input);
  const id = input.id ?? newId();
  if (input.id === undefined) await insert(ctx, id, input);
  else await update(ctx, input.id, input);
  await oneDefault(ctx, id, input);
  await audit(ctx, {
    action: "save-sender",
    entity: "sender",
    entityId: id,
    detail: {
      new: input.id === undefined,
      channel: input.channel,
      facility: input.facilityId ?? null,
      default: input.isDefault,
      accountMail: input.accountMail,
    },
  });
  await outdatePlan(ctx);
  await touch(ctx, "practice", "messages");
  return { id };
}

async function requireFits(ctx: Ctx, input: SenderInput): Promise<void> {
  const [found] = await ctx.sql<{ carrier: string | null; facility: boolean; taken: boolean }>(
    `select (select carrier from carrier_account where organization_id = $1 and id = $2) as carrier,
       $3::uuid is null or exists (select 1 from facility where organization_id = $1 and id = $3 and archived_at is null) as facility,
       exists (select 1 from sender where organization_id = $1 and channel = $4 and address = $5 and id is distinct from $6) as taken`,
    [ctx.organizationId, input.accountId, input.facilityId ?? null, input.channel, input.address, input.id ?? null],
  );
  const wrong: Record<string, string> = {};
  if (found?.carrier !== CARRIER_OF[input.channel])
    wrong.accountId = input.channel === "email" ? "Choose an account at Resend." : "Choose an account at Twilio.";
  if (!found?.facility) wrong.facilityId = "Choose a facility from the list.";
  if (found?.taken) wrong.address = "This one is there already.";
  if (Object.keys(wrong).length > 0) throw invalid("It was not saved.", wrong);
}

async function insert(ctx: Ctx, id: string, input: SenderInput): Promise<void> {
  await ctx.sql(
    `insert into sender (organization_id, id, carrier_account_id, channel, address, kind, keyword_answers, cancel_mode, facility_id, is_default, account_mail)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ctx.organizationId,
      id,
      input.accountId,
      input.channel,
      input.address,
      input.kind,
      input.keywordAnswers,
      input.cancelMode,
      input.facilityId ?? null,
      input.isDefault && input.facilityId === undefined,
      input.accountMail,
    ],
  );
}

async function update(ctx: Ctx, id: string, input: SenderInput): Promise<void> {
  const changed = await ctx.sql(
    `update sender set carrier_account_id = $3, kind = $4, keyword_answers = $5, cancel_mode = $6, facility_id = $7, is_default = $8, account_mail = $9
     where organization_id = $1 and id = $2 and channel = $10 and address = $11 returning 1`,
    [
      ctx.organizationId,
      id,
      input.accountId,
      input.kind,
      input.keywordAnswers,
      input.cancelMode,
      input.facilityId ?? null,
      input.isDefault && input.facilityId === undefined,
      input.accountMail,
      input.channel,
      input.address,
    ],
  );
  if (changed.length === 0) throw notFound("sender");
}

/** The others of the channel are the default no longer; the first one without a facility is it, whatever was chosen. */
async function oneDefault(ctx: Ctx, id: string, input: SenderInput): Promise<void> {
  if (input.isDefault && input.facilityId === undefined)
    await ctx.sql("update sender set is_default = false where organization_id = $1 and channel = $2 and id <> $3 and is_default", [
      ctx.organizationId,
      input.channel,
      id,
    ]);
  if (input.accountMail)
    await ctx.sql("update sender set account_mail = false where organization_id = $1 and id <> $2 and account_mail", [
      ctx.organizationId,
      id,
    ]);
  await ctx.sql(
    `update sender set is_default = true where organization_id = $1 and id = (
       select id from sender where organization_id = $1 and channel = $2 and facility_id is null order by id limit 1)
     and not exists (select 1 from sender where organization_id = $1 and channel = $2 and facility_id is null and is_default)`,
    [ctx.organizationId, input.channel],
  );
}
