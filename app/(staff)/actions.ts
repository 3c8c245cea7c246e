"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { staffAction } from "@/lib/actions/staff-action";
import { cookieOptions } from "@/lib/auth/cookie";
import { searchPatients as search } from "@/lib/patients/queries";
import { FACILITY_COOKIE } from "./facility-cookie";

const YEAR_SECONDS = 31_536_000;

/** Narrows the screens to one facility, or to none (null), in this browser. */
export const chooseFacility = staffAction(
  { role: "staff", input: z.object({ facilityId: z.uuid().nullable() }) },
  async (_ctx, { facilityId }): Promise<void> => {
    const jar = await cookies();
    if (facilityId) jar.set(FACILITY_COOKIE, facilityId, { ...cookieOptions(), maxAge: YEAR_SECONDS });
    else jar.delete({ name: FACILITY_COOKIE, ...cookieOptions() });
  },
);

/** For the command palette, as one types. */
export const searchPatients = staffAction({ role: "staff", input: z.object({ text: z.string().max(200) }), reads: true }, (ctx, { text }) =>
  search(ctx, text),
);
