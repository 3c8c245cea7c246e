import { z } from "zod";
import { defineSetting } from "@/lib/settings/define";

export const helpSettings = {
  firstSteps: defineSetting({
    key: "help.firstSteps",
    schema: z.boolean(),
    default: true,
    label: "Show the first steps on Today",
    help: "A list of what a new clinic needs before its first reminder. It goes by itself once everything is done.",
    spec: ["ADM-05"],
    scopes: ["organization"],
    affectsPlan: false,
  }),
} as const;
