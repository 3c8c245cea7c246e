import { z } from "zod";
import { phone, required, webAddress } from "../schemas";
import { LOGO_LIMITS } from "./logo-rules";

export const brandingInput = z.object({
  name: required("the organization’s name", 120),
  /** E.164 */
  phone,
  website: webAddress,
  /** `#rrggbb`, as chosen; what is shown is made readable by accentOf. */
  accent: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, "Enter a colour like #0d6170."),
});

export type BrandingInput = z.output<typeof brandingInput>;

/** A picture as base64, or null to have none. */
export const logoInput = z.object({
  logo: z
    .base64()
    .max(Math.ceil(LOGO_LIMITS.bytes * 1.5), `The file is larger than ${LOGO_LIMITS.bytes / 1000} KB. Save it smaller.`)
    .nullable()
    .transform((text) => (text === null ? null : Buffer.from(text, "base64"))),
});
