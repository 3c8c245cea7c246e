import { requireWholeOrganization } from "@/lib/access/guard";
import { requireRole } from "@/lib/authorise";
import type { Ctx } from "@/lib/context";
import { webhookUrls } from "@/lib/links/urls";
import type { SenderChannel } from "./schemas";

export type SenderRow = {
  id: string;
  channel: SenderChannel;
  address: string;
  kind: string;
  keywordAnswers: "carrier" | "ours";
  cancelMode: "A" | "B";
  isDefault: boolean;
  accountMail: boolean;
  accountId: string;
  facility: { id: string; name: string } | null;
  /** Why nothing goes out: a carrier's code, or "staff"; null while it is in use. Of the account too. */
  stoppedReason: string | null;
  stopped: boolean;
};

/** [ADM-02] Every number and address that messages come from. */
export async function listSenders(ctx: Ctx): Promise<SenderRow[]> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  return ctx.sql<SenderRow>(
    `select s.id, s.channel, s.address, s.kind, s.keyword_answers as "keywordAnswers", s.cancel_mode as "cancelMode", s.is_default as "isDefault",
       s.account_mail as "accountMail", s.carrier_account_id as "accountId", case when f.id is not null then jsonb_build_object('id', f.id, 'name', f.name) end as facility,
       coalesce(s.stopped_reason, a.stopped_reason) as "stoppedReason", s.stopped_at is not null or a.stopped_at is not null as stopped
     from sender s join carrier_account a on a.organization_id = s.organization_id and a.id = s.carrier_account_id
     left join facility f on f.organization_id = s.organization_id and f.id = s.facility_id
     where s.organization_id = $1 order by array_position(array['sms','voice','email'], s.channel), s.facility_id nulls first, s.is_default desc, s.address`,
    [ctx.organizationId],
  );
}

export type AccountRow = {
  id: string;
  carrier: "twilio" | "resend";
  accountRef: string;
  hasWebhookSecret: boolean;
  senders: number;
  stopped: boolean;
  stoppedReason: string | null;
  /** What to enter at the carrier. */
  webhooks: { label: string; url: string }[];
};

/** [ADM-02] [SEC-05] The accounts at carriers, without their keys, which no role reads back. */
export async function listAccounts(ctx: Ctx): Promise<AccountRow[]> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  const rows = await ctx.sql<Omit<AccountRow, "webhooks">>(
    `select a.id, a.carrier, a.account_ref as "accountRef", a.webhook_secret_sealed is not null as "hasWebhookSecret",
       (select count(*)::int from sender s where s.organization_id = a.organization_id and s.carrier_account_id = a.id) as senders,
       a.stopped_at is not null as stopped, a.stopped_reason as "stoppedReason"
     from carrier_account a where a.organization_id = $1 order by a.carrier desc, a.id`,
    [ctx.organizationId],
  );
  return rows.map((row) => ({ ...row, webhooks: webhooksOf(row) }));
}

function webhooksOf({ id, carrier }: Pick<AccountRow, "id" | "carrier">): AccountRow["webhooks"] {
  if (carrier === "twilio") return [{ label: "When a message comes in (of each number, POST)", url: webhookUrls.smsInbound(id) }];
  return [{ label: "Webhook endpoint, with every event about e-mails", url: webhookUrls.email(id) }];
}

/** The facilities that a sender can be for. */
export async function senderFacilities(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  requireRole(ctx, "manager");
  requireWholeOrganization(ctx);
  return ctx.sql("select id, name from facility where organization_id = $1 and archived_at is null order by lower(name), id", [
    ctx.organizationId,
  ]);
}
