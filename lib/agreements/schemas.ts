import { z } from "zod";

/** What the organization has with Luma: the business associate agreement, and Luma's privacy notice. Browser-safe. */
export const AGREEMENT_KINDS = ["baa", "privacy-notice"] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

export const AGREEMENT_WORDS: Record<AgreementKind, { name: string; about: string; accept: string }> = {
  baa: {
    name: "Business associate agreement",
    about: "What Luma may do with patients’ data for the practice. An admin accepts it for the whole organization.",
    accept: "I accept this agreement for the organization and am entitled to do so.",
  },
  "privacy-notice": {
    name: "Privacy notice",
    about: "How Luma treats the data of the people who work with it. Everyone takes note of it for themselves.",
    accept: "I have read this notice.",
  },
};

export const publishInput = z.object({
  kind: z.enum(AGREEMENT_KINDS),
  title: z.string().trim().min(1, "Enter a title.").max(200),
  body: z.string().trim().min(1, "Paste the text.").max(200_000, "At most 200,000 characters."),
  material: z.boolean(),
  summary: z.string().trim().max(2_000).default(""),
});

export const acceptInput = z.object({
  id: z.uuid(),
  name: z.string().trim().min(2, "Enter your full name.").max(200),
});
