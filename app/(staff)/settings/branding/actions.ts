"use server";

import { staffAction } from "@/lib/actions/staff-action";
import { saveBranding } from "@/lib/practice/branding/save-branding";
import { saveLogo } from "@/lib/practice/branding/save-logo";
import { brandingInput, logoInput } from "@/lib/practice/branding/schemas";

export const saveOwnBranding = staffAction({ role: "admin", input: brandingInput }, (ctx, input) => saveBranding(ctx, input));

export const saveOwnLogo = staffAction({ role: "admin", input: logoInput }, (ctx, input) => saveLogo(ctx, input));
