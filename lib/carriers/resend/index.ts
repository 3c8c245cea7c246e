/** Resend as the product uses it. */
import { resendClient, type ResendOptions } from "@/lib/carriers/resend/client";
import { resendEmail } from "@/lib/carriers/resend/email";
import { resendProbe } from "@/lib/carriers/resend/probe";
import type { AccountProbe, EmailCarrier } from "@/lib/carriers/types";

export type { ResendOptions } from "@/lib/carriers/resend/client";

/** The e-mail adapter of one account. */
export function createResend(options: ResendOptions): { email: EmailCarrier; probe: AccountProbe } {
  const client = resendClient(options);
  return { email: resendEmail(client), probe: resendProbe(client) };
}
