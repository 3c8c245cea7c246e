"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { addToContactList } from "@/lib/consent/contact-lists/add-entries";
import { removeFromContactList } from "@/lib/consent/contact-lists/remove-entry";
import { addSuppression } from "@/lib/consent/add-suppression";
import { liftByStaff } from "@/lib/consent/lift";

export const addToList = staffAction(
  { role: "staff", input: z.object({ address: z.string().max(254), note: z.string().trim().max(500).optional() }) },
  (ctx, input) => addSuppression(ctx, input),
);

export const removeFromList = staffAction({ role: "staff", input: z.object({ suppressionId: z.uuid() }) }, (ctx, input) =>
  liftByStaff(ctx, input),
);

export const addToContacts = staffAction(
  {
    role: "manager",
    input: z.object({
      list: z.enum(["allowed", "blocked"]),
      addresses: z.string().max(50_000),
      note: z.string().trim().max(500).optional(),
    }),
  },
  (ctx, input) => addToContactList(ctx, input),
);

export const removeFromContacts = staffAction({ role: "manager", input: z.object({ entryId: z.uuid() }) }, (ctx, input) =>
  removeFromContactList(ctx, input),
);
