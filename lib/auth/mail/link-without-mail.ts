import type { Ctx } from "@/lib/context";
import { env } from "@/lib/env";
import { passwordTokenUrl } from "../password-token";

/**
 * The link of an invitation or a new password, to hand over by hand, where no e-mail about accounts can be sent: the organization has no
 * e-mail sender in use and the installation no address. Undefined where it goes by e-mail. The caller authorises.
 */
export async function linkWithoutMail(ctx: Ctx, tokenId: string): Promise<string | undefined> {
  if (env().MAIL_FROM && env().RESEND_API_KEY) return undefined;
  const senders = await ctx.sql(
    `select 1 from sender s join carrier_account a on a.organization_id = s.organization_id and a.id = s.carrier_account_id
     where s.organization_id = $1 and s.channel = 'email' and s.stopped_at is null and a.stopped_at is null limit 1`,
    [ctx.organizationId],
  );
  return senders.length > 0 ? undefined : passwordTokenUrl(ctx, tokenId);
}
