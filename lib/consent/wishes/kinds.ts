import type { AreaId } from "@/lib/areas/registry";

/**
 * [CON-12] The kinds of message that patients choose about, each with the area that sends it; only kinds of areas that exist stand here. A new one is an
 * entry, and its words on the page (`preferences.kind.<id>` in lib/i18n/messages).
 */
export const MESSAGE_KINDS = { reminders: { area: "reminders" } } as const satisfies Record<string, { area: AreaId }>;
export type MessageKindId = keyof typeof MESSAGE_KINDS;

export const WISHED_CHANNELS = ["any", "sms", "voice", "email", "none"] as const;
/** `any`: whatever the clinic uses first; `none`: no messages of this kind. */
export type WishedChannel = (typeof WISHED_CHANNELS)[number];

/** What hours patients may choose from, on the hour. */
export const EARLIEST = ["08:00", "09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00"] as const;
export const LATEST = ["12:00", "13:00", "14:00", "15:00", "16:00", "17:00", "18:00", "19:00", "20:00"] as const;
export type WishedHours = { opens: string; closes: string };
