import { z } from "zod";
import { defineSetting } from "@/lib/settings/define";

/** Who sees what, for whom the groups say nothing, and access in an emergency. For the whole organization only. */
export const accessSettings = {
  withoutGroup: defineSetting({
    key: "access.without-group",
    schema: z.enum(["all", "none"]),
    default: "all",
    label: "Users in no group see",
    help: "Admins always see every facility. Choose “no facility” where everyone should be put into a group first.",
    spec: ["ADM-03"],
    permission: "admin",
    scopes: ["organization"],
    affectsPlan: false,
  }),
  emergencyOn: defineSetting({
    key: "access.emergency",
    schema: z.boolean(),
    default: true,
    label: "Emergency access",
    help: "Users may open a facility or patient outside their groups for a short time, with a reason. Admins are told at once, and every view is recorded.",
    spec: ["SEC-09"],
    permission: "admin",
    scopes: ["organization"],
    affectsPlan: false,
  }),
  emergencyMinutes: defineSetting({
    key: "access.emergency-minutes",
    schema: z.enum(["15", "30", "60", "120", "240"]),
    default: "60",
    label: "Emergency access lasts",
    spec: ["SEC-09"],
    permission: "admin",
    scopes: ["organization"],
    affectsPlan: false,
  }),
};
