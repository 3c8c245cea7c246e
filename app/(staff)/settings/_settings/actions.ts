"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { SCOPES } from "@/lib/settings/define";
import { previewSetting } from "@/lib/settings/preview-setting";
import { saveSetting } from "@/lib/settings/save-setting";

const input = z.object({ key: z.string(), scope: z.enum(SCOPES), scopeId: z.uuid().optional(), value: z.unknown() });

export const saveOneSetting = staffAction({ role: "manager", input }, (ctx, { value, ...place }) =>
  saveSetting(ctx, { ...place, value: value ?? null }),
);

export const previewOneSetting = staffAction({ role: "manager", input, reads: true }, async (ctx, { value, ...place }) => {
  return (await previewSetting(ctx, { ...place, value: value ?? null })) ?? null;
});
