import { z } from "zod";
import { defineSetting } from "@/lib/settings/define";

const whenFound = z.enum(["block", "warn"]);

export const templateSettings = {
  promotionalWords: defineSetting({
    key: "templates.promotionalWords",
    schema: whenFound,
    default: "block",
    label: "Words by which carriers recognise advertising (free, discount, gift, %)",
    help: "Checked when a wording or shared block is saved, and again before anything your organization worded goes out.",
    spec: ["TPL-08"],
    permission: "admin",
    scopes: ["organization"],
    affectsPlan: false,
  }),
  offensiveWords: defineSetting({
    key: "templates.offensiveWords",
    schema: whenFound,
    default: "block",
    label: "Offensive words in messages",
    help: "Checked like words of advertising.",
    spec: ["TPL-08"],
    permission: "admin",
    scopes: ["organization"],
    affectsPlan: false,
  }),
  allowedPhrases: defineSetting({
    key: "templates.allowedPhrases",
    schema: z.array(z.string().trim().min(2).max(80)).max(100),
    default: ["feel free", "free clinic", "sugar-free"],
    label: "Phrases in which such a word is harmless",
    help: "For example “free clinic”: the word alone is still found everywhere else.",
    spec: ["TPL-08"],
    permission: "admin",
    scopes: ["organization"],
    affectsPlan: false,
  }),
} as const;
