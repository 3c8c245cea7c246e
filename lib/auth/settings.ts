import { z } from "zod";
import { defineSetting } from "@/lib/settings/define";

const LEAST_IDLE_MINUTES = 2;
const MOST_IDLE_MINUTES = 240;

export const securitySettings = {
  secondFactor: defineSetting({
    key: "security.secondFactor",
    schema: z.boolean(),
    default: true,
    label: "Everyone signs in with a second factor",
    help: "Whoever has none yet sets one up at the next sign-in. Where Luma is live it is always asked for.",
    spec: ["SEC-01"],
    permission: "admin",
    scopes: ["organization"],
    affectsPlan: false,
  }),
  idleMinutes: defineSetting({
    key: "security.idleMinutes",
    schema: z.number().int().min(LEAST_IDLE_MINUTES).max(MOST_IDLE_MINUTES),
    default: 15,
    label: "Sign out after so many minutes without use",
    help: `Counts for all open tabs together; a minute before, the screen asks. From ${LEAST_IDLE_MINUTES} to ${MOST_IDLE_MINUTES} minutes.`,
    spec: ["SEC-01"],
    permission: "admin",
    scopes: ["organization"],
    affectsPlan: false,
  }),
} as const;
