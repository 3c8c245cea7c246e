/** What Resend takes in `POST /emails`, as far as the product sends it; unknown fields are allowed, as there. */
import { z } from "zod";

const addresses = z.union([z.string(), z.array(z.string()).min(1).max(50)]).transform((one) => [one].flat());
const address = /^(?:[^<>]*<)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?$/;
const token = z.string().regex(/^[A-Za-z0-9_-]{1,256}$/);

export const sendSchema = z
  .object({
    from: z.string().regex(address),
    to: addresses.refine((list) => list.every((one) => address.test(one))),
    subject: z.string().min(1),
    reply_to: addresses.optional(),
    html: z.string().optional(),
    text: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    tags: z.array(z.object({ name: token, value: token })).optional(),
  })
  .refine(({ html, text }) => html !== undefined || text !== undefined, { path: ["html"] });

export type SendRequest = z.infer<typeof sendSchema>;
