/** Resend as the product uses it. */
import { resendClient, type ResendOptions } from "@/lib/carriers/resend/client";
import { resendEmail } from "@/lib/carriers/resend/email";
import type { EmailCarrier } from "@/lib/carriers/types";

export type { ResendOptions } from "@/lib/carriers/resend/client";

/** The e-mail adapter of one account. */
export function createResend(options: ResendOptions): { email: EmailCarrier } {
  return { email: resendEmail(resendClient(options)) };
}
