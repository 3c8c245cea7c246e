"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { previewTemplate } from "@/lib/templates/preview";
import { restoreInput, restoreTemplate } from "@/lib/templates/restore-template";
import { languageReview, reviewLanguage, reviewWording, wordingReview } from "@/lib/templates/review";
import { blockInput, blockPlace, removeBlock, saveBlock } from "@/lib/templates/save-block";
import { saveTemplate, templateInput, templatePlace, useStandardTemplate } from "@/lib/templates/save-template";

const previewInput = templatePlace.extend({
  subject: z.string().max(400).optional(),
  body: z.string().max(50_000),
  appointmentId: z.uuid().optional(),
});

export const saveWording = staffAction({ role: "manager", input: templateInput }, (ctx, input) => saveTemplate(ctx, input));

export const resetWording = staffAction({ role: "manager", input: templatePlace }, (ctx, input) => useStandardTemplate(ctx, input));

export const previewWording = staffAction({ role: "staff", input: previewInput, reads: true }, (ctx, input) => previewTemplate(ctx, input));

export const setLanguageReviewed = staffAction({ role: "manager", input: languageReview }, (ctx, input) => reviewLanguage(ctx, input));

export const setWordingReviewed = staffAction({ role: "manager", input: wordingReview }, (ctx, input) => reviewWording(ctx, input));

export const restoreWording = staffAction({ role: "manager", input: restoreInput }, (ctx, input) => restoreTemplate(ctx, input));

export const saveSharedBlock = staffAction({ role: "manager", input: blockInput }, (ctx, input) => saveBlock(ctx, input));

export const removeSharedBlock = staffAction({ role: "manager", input: blockPlace }, (ctx, input) => removeBlock(ctx, input));
