import { z } from "zod";
import { defineSetting } from "@/lib/settings/define";

export const consentSettings = {
  channels: defineSetting({
    key: "consent.channels",
    schema: z.strictObject({ sms: z.boolean(), voice: z.boolean(), email: z.boolean() }),
    default: { sms: true, voice: true, email: true },
    label: "Ways to reach patients",
    help: "Patients are reached only on the channels switched on here, whatever they prefer.",
    spec: ["CON-01"],
  }),
} as const;
