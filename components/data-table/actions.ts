"use server";

import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { forbidden } from "@/lib/errors";
import { sealWords } from "@/lib/security/search-words";

/** [SEC-05] Seals search words for the address; they travel in the body of this request and nowhere else. */
export const sealSearch = staffAction(
  { role: "staff", input: z.object({ words: z.string().max(500) }), reads: true },
  async (ctx, { words }) => {
    if (ctx.actor.kind !== "user") throw forbidden();
    return { find: sealWords({ organizationId: ctx.organizationId, userId: ctx.actor.id }, words) };
  },
);
