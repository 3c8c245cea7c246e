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
  lookUpLines: defineSetting({
    key: "consent.lookUpLines",
    schema: z.boolean(),
    default: true,
    label: "Look up the kind of line of new phone numbers",
    help: "The carrier is asked once whether a number is a mobile, a landline or an internet line. A mobile filed as home phone then gets texts.",
    spec: ["CON-02"],
    scopes: ["organization"],
    affectsPlan: false,
  }),
  cancelWord: defineSetting({
    key: "consent.cancelWord",
    schema: z.enum(["A", "B"]),
    default: "A",
    label: "What CANCEL by text does",
    help: "CANCEL is an opt-out word by law. Asking works on local (long code) numbers only, where CANCEL was taken off the carrier's own list of opt-out words; toll-free numbers and short codes always stop texts.",
    spec: ["CON-11"],
    permission: "admin",
    scopes: ["organization"],
    affectsPlan: false,
  }),
} as const;
