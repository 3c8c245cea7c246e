/** The forms in which a template exists. */
export const TEMPLATE_CHANNELS = ["sms", "voice", "email"] as const;
export type Channel = (typeof TEMPLATE_CHANNELS)[number];

/** Where a template is checked for: a template's own channel, or a secure page behind a sign-in. */
export type CheckedChannel = Channel | "secure";

/** What is known when a template is rendered. Each trigger has one scope. */
export const TEMPLATE_SCOPES = ["reminder"] as const;
export type TemplateScope = (typeof TEMPLATE_SCOPES)[number];

/** One language of one channel of a template. `subject` belongs to e-mail only. */
export type TemplateVersion = {
  channel: Channel;
  /** BCP 47. */
  language: string;
  subject?: string;
  body: string;
};

/** Languages whose standard wordings came read by people who know them. All others wait for a manager of the organization. */
export const REVIEWED_FROM_START: readonly string[] = ["en", "es"];
