import { z } from "zod";
import { normalisePhone } from "@/lib/patients/phones";

export const CHANNELS = ["sms", "voice", "email"] as const;
export type SenderChannel = (typeof CHANNELS)[number];
export const NUMBER_KINDS = ["toll-free", "long-code", "short-code"] as const;

const secret = (shape: z.ZodString) => z.union([z.literal("").transform(() => undefined), shape]).optional();

const twilio = z.object({
  carrier: z.literal("twilio"),
  accountRef: z
    .string()
    .trim()
    .regex(/^AC[0-9a-f]{32}$/, "The account SID is AC and 32 digits or letters a to f."),
  /** Empty keeps the stored one. */
  secret: secret(
    z
      .string()
      .trim()
      .regex(/^[0-9a-zA-Z]{32,64}$/, "The auth token has 32 letters and digits."),
  ),
});

const resend = z.object({
  carrier: z.literal("resend"),
  accountRef: z.string().trim().min(1, "Give the account a name by which you know it.").max(60, "At most 60 characters."),
  secret: secret(
    z
      .string()
      .trim()
      .regex(/^re_\S{8,200}$/, "The API key starts with re_."),
  ),
  /** What signs its webhooks. */
  webhookSecret: secret(
    z
      .string()
      .trim()
      .regex(/^whsec_[A-Za-z0-9+/=]{16,200}$/, "The signing secret starts with whsec_."),
  ),
});

/** [ADM-02] An account at a carrier: its name there, and its keys. */
export const accountInput = z.intersection(z.object({ id: z.uuid().optional() }), z.discriminatedUnion("carrier", [twilio, resend]));
export type AccountInput = z.output<typeof accountInput>;

const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** A number as the carrier knows it (E.164, or the five or six digits of a short code). */
export function senderNumber(text: string): string | undefined {
  const trimmed = text.trim();
  if (/^\d{5,6}$/.test(trimmed)) return trimmed;
  const phone = normalisePhone(trimmed);
  return phone.ok && phone.extension === undefined ? phone.e164 : undefined;
}

/** An address of a domain, lower-case. */
export function senderAddress(text: string): string | undefined {
  const trimmed = text.trim().toLowerCase();
  const [local, domain, ...more] = trimmed.split("@");
  return local && /^[a-z0-9._%+-]{1,64}$/.test(local) && domain && DOMAIN.test(domain) && more.length === 0 ? trimmed : undefined;
}

/** [ADM-02] A number or address that messages come from. */
export const senderInput = z
  .object({
    id: z.uuid().optional(),
    accountId: z.uuid("Choose the account that it belongs to."),
    channel: z.enum(CHANNELS),
    address: z.string().max(254),
    kind: z.enum([...NUMBER_KINDS, "email"]),
    keywordAnswers: z.enum(["carrier", "ours"]),
    cancelMode: z.enum(["A", "B"]),
    /** The facility whose messages it sends; none for those of every facility without its own. */
    facilityId: z.union([z.literal("").transform(() => undefined), z.uuid()]).optional(),
    isDefault: z.boolean(),
    accountMail: z.boolean(),
  })
  .transform((input, issues) => {
    const email = input.channel === "email";
    const address = email ? senderAddress(input.address) : senderNumber(input.address);
    const fault = (path: string, message: string): void => {
      issues.addIssue({ code: "custom", path: [path], message });
    };
    if (address === undefined)
      fault("address", email ? "Use an address like reminders@example.com." : "Use a number like +1 833 555 0142, or a short code.");
    const short = address !== undefined && /^\d{5,6}$/.test(address);
    if (!email && address !== undefined && short !== (input.kind === "short-code"))
      fault("kind", short ? "Five or six digits are a short code." : "A short code has five or six digits.");
    if (short && input.channel === "voice") fault("channel", "Nobody can be called from a short code.");
    if (address === undefined) return z.NEVER;
    const kind: "toll-free" | "long-code" | "short-code" | "email" = email ? "email" : input.kind === "email" ? "toll-free" : input.kind;
    return { ...input, address, kind, accountMail: email && input.accountMail };
  });
export type SenderInput = z.output<typeof senderInput>;
